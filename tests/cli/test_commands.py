"""The commands as a user types them: what they print, write, and how they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typed import Run, answered

from spatialbench import __version__


def test_tasks_are_listed_with_their_modalities(run: Run) -> None:
    """`tasks` names every task."""
    done = run("tasks")
    assert "cube/facing-you-v1" in done.out
    assert "text image frames" in done.out


def test_tasks_as_json_name_their_rivals(run: Run) -> None:
    """`--json` is for programs."""
    records = {record["id"]: record for record in json.loads(run("tasks", "--json").out)}
    assert "unchanged" in records["cube/facing-you-v1"]["rivals"]


def test_show_prints_a_probe_with_its_answer(run: Run) -> None:
    """A person sees the message, the answer, and what the rivals say."""
    done = run("show", "cube/facing-you")
    assert "ANSWER:" in done.out
    assert "unchanged would say" in done.out


def test_show_keeps_the_answer_to_itself_on_request(run: Run) -> None:
    """`--no-answer` is for answering oneself."""
    assert "would say" not in run("show", "cube/facing-you", "--no-answer").out


def test_show_writes_pictures_and_a_sheet(run: Run, tmp_path: Path) -> None:
    """Pictures are written where `--out` says."""
    run("show", "cube/facing-you", "--modality", "image", "--size", 64, "--out", tmp_path)
    assert len(list(tmp_path.glob("*.png"))) == 3


def test_an_unknown_task_gets_a_suggestion(run: Run) -> None:
    """The error says what was probably meant."""
    done = run("show", "cube/face-after-turn")
    assert done.status == 2
    assert "did you mean 'cube/face-after-turns'" in done.err


def test_a_modality_that_the_task_lacks_is_an_error(run: Run) -> None:
    """The error lists what there is."""
    done = run("show", "cube/visible-faces", "--modality", "frames")
    assert done.status == 2
    assert "it has text, state, image" in done.err


def test_generate_makes_a_set_that_verifies(run: Run, tmp_path: Path) -> None:
    """The thin road: generate, then verify."""
    out = tmp_path / "a set"
    done = run(
        "generate", "quick", "--seed", "x", "--out", out, "--probes", 12, "--modalities", "text"
    )
    assert done.status == 0
    assert "seed: x" in done.out
    assert "All is well." in run("verify", out).out


def test_a_seed_is_drawn_and_shown_where_none_is_given(run: Run, tmp_path: Path) -> None:
    """The set can be made again from what is printed."""
    out = tmp_path / "set"
    done = run(
        "generate", "quick", "--out", out, "--tasks", "cube/facing-you", "--probes", 1,
        "--levels", 1, "--modalities", "text", "--json",
    )  # fmt: skip
    seed = json.loads(done.out)["seed"]
    assert json.loads((out / "manifest.json").read_text())["seed"] == seed


def test_a_sealed_seed_is_in_no_published_file(run: Run, tmp_path: Path) -> None:
    """It is in seed.txt, and nowhere else; with it the same set can be made again."""
    out, again = tmp_path / "set", tmp_path / "again"
    small = (
        "--sealed", "--probes", 1, "--tasks", "cube/facing-you", "--levels", 1,
        "--modalities", "text",
    )  # fmt: skip
    printed = run("generate", "quick", "--out", out, *small)
    seed = (out / "seed.txt").read_text()
    published = [p for p in out.rglob("*") if p.is_file() and p.name != "seed.txt"]
    assert not any(seed in p.read_text() for p in published)
    assert seed not in printed.out + printed.err
    run("generate", "quick", "--out", again, *small, "--seed-file", out / "seed.txt")
    assert (again / "key.jsonl").read_bytes() == (out / "key.jsonl").read_bytes()


def test_sealing_with_a_chosen_seed_is_refused(run: Run, tmp_path: Path) -> None:
    """The reason is said, and nothing is made."""
    out = tmp_path / "set"
    done = run("generate", "quick", "--out", out, "--sealed", "--seed", "2026-11-27")
    assert done.status != 0
    assert "with a seed that somebody chose is not sealed" in done.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-suite",), "suite 'no-such-suite' is unknown"),
        (("quick", "--tasks", "cube/nothing"), "task 'cube/nothing' is unknown"),
        (("quick", "--levels", "9"), "levels 1, 2, 3, 4, 5"),
        (("quick", "--levels", "one"), "expected something like 3, 1,2 or 1-5"),
    ],
)
def test_what_cannot_be_generated_is_said(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """One paragraph, exit status 2, and nothing is left behind."""
    done = run("generate", *arguments, "--out", tmp_path / "set")
    assert done.status == 2
    assert said in done.err
    assert not list(tmp_path.iterdir())


def test_verify_fails_where_a_key_is_wrong(run: Run, tmp_path: Path, small_set: Path) -> None:
    """A wrong label is found, named, and the exit status says so."""
    import shutil

    from spatialbench.jsonl import sha256_of

    folder = tmp_path / "set"
    shutil.copytree(small_set, folder)
    lines = (folder / "key.jsonl").read_text().splitlines()
    record = json.loads(lines[0])
    record["answer"] = next(v for v in record["rivals"].values() if v != record["answer"])
    text = "\n".join([json.dumps(record), *lines[1:]]) + "\n"
    (folder / "key.jsonl").write_text(text)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["key"]["sha256"] = sha256_of(folder / "key.jsonl")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    done = run("verify", folder)
    assert done.status == 1
    assert f"disagrees: {record['id']}" in done.out


def test_the_audit_of_a_small_set_passes(run: Run, small_set: Path) -> None:
    """Nothing fails by bad luck."""
    done = run("audit", small_set)
    assert done.status == 0
    assert "0 fail" in done.out


def test_the_oracle_scores_everything_right(run: Run, small_set: Path, tmp_path: Path) -> None:
    """Answer and score agree about what is right."""
    path = answered(run, small_set, tmp_path, "oracle")
    done = run("score", small_set, path, "--json")
    overall = json.loads(done.out)["aggregates"]["overall"]
    assert overall["right"] == overall["answered"] > 0


def test_score_shows_what_became_of_unreadable_answers(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """Refusals are counted, not guessed."""
    path = answered(run, small_set, tmp_path, "refuse")
    done = run("score", small_set, path)
    assert "refusal" in done.out
    assert "0.0 %" in done.out


def test_a_strangers_log_does_not_reach_the_terminal(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """Names of zip members and of models, and of the file itself, are shown escaped."""
    from zipfile import ZipFile

    path = tmp_path / "\x1b]0;owned\x07.eval"
    with ZipFile(path, "w") as archive:
        archive.writestr("header.json", '{"eval": {"model": "\\u001b[2J"}}')
        archive.writestr("samples/\x1b[31m.json", "{")
    done = run("score", small_set, path)
    assert done.status == 2
    assert "\x1b" not in done.err + done.out
    assert "u001b[31m.json" in done.err


def test_answers_to_another_set_are_refused(run: Run, small_set: Path, tmp_path: Path) -> None:
    """The message says what is wrong and what to do."""
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "0000000000000000", "response": "red"}\n')
    done = run("score", small_set, path)
    assert done.status == 2
    assert "for another set" in done.err


def test_compare_tells_models_apart_and_ranks_them(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """The oracle is better than guessing."""
    paths = [answered(run, small_set, tmp_path, s) for s in ("oracle", "random")]
    done = run("compare", small_set, *paths)
    assert "oracle is better than random" in done.out


def test_totals_need_no_files(run: Run) -> None:
    """The article's numbers: at n = 100, 81 and 78 cannot be told apart."""
    done = run("compare", "--totals", "GLM-5=92/100", "GPT-4o=78/100", "Claude 3.5=81/100")
    assert "Claude 3.5 and GPT-4o cannot be told apart" in done.out
    assert "2842" in done.out


def test_a_total_without_its_number_of_questions_is_an_error(run: Run) -> None:
    """A percentage alone can bear nothing."""
    done = run("compare", "--totals", "GLM-5=92%")
    assert done.status == 2
    assert "expected NAME=RIGHT/QUESTIONS" in done.err


def test_plan_gives_the_published_numbers(run: Run) -> None:
    """151 unpaired; 105 and 75 paired at correlations .3 and .5."""
    record = json.loads(run("plan", "0.92", "0.81", "--json").out)
    assert record["unpaired_each"] == 151
    assert {"rho": 0.3, "questions": 105} in record["paired"]
    assert {"rho": 0.5, "questions": 75} in record["paired"]


def test_plan_finds_a_horizon(run: Run) -> None:
    """So many probes of each number of steps."""
    done = run("plan", "--horizon", "32", "--axis", "1,4,16,64", "--chance", "0.1", "--json")
    record = json.loads(done.out)
    assert record["axis"] == [1, 4, 16, 64]
    assert record["probes"] == 4 * record["probes_each"]


@pytest.mark.parametrize(
    "words", [("0.9",), (), ("0.9", "--horizon", "3"), ("--horizon", "3", "--axis", "2")], ids=str
)
def test_plan_says_what_it_needs(run: Run, words: tuple[str, ...]) -> None:
    """Two accuracies, or a horizon with some numbers of steps."""
    assert run("plan", *words).status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--horizon", "-3"), "--horizon: expected a number above 0; got -3"),
        (("--horizon", "nan"), "--horizon: expected a number above 0; got nan"),
        (("--horizon", "3", "--within", "1"), "--within: expected a number above 1; got 1"),
        (("--horizon", "3", "--chance", "2"), "--chance: expected a number between 0 and 1; got 2"),
        (("1.5", "0.5"), "FIRST: expected a number between 0 and 1; got 1.5"),
        (("0.5", "0"), "SECOND: expected a number between 0 and 1; got 0"),
        (("0.5", "0.5"), "FIRST and SECOND are both 0.5"),
        (("0.5", "0.6", "--power", "2"), "--power: expected a number between 0.05 and 1; got 2"),
        (("0.5", "0.6", "--alpha", "0"), "--alpha: expected a number between 0 and 1; got 0"),
        (("0.5", "0.6", "--rho", "-2"), "--rho: expected a number between -1 and 1; got -2"),
    ],
    ids=str,
)
def test_plan_names_what_was_typed(run: Run, words: tuple[str, ...], said: str) -> None:
    """The option or the argument, as the help calls it, and what it may be."""
    done = run("plan", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_show_and_tasks_know_the_axis(run: Run) -> None:
    """A probe with so many turns; between which numbers there are any."""
    shown = json.loads(run("show", "cube/facing-you", "--axis", "70", "--json").out)
    assert (shown["item"]["axis"], shown["item"]["facts"]["turns"]) == ("turns", 70)
    found = {one["id"]: one["axis"] for one in json.loads(run("tasks", "--json").out)}
    assert found["cube/whose-axes-v1"] == {"name": "turns", "least": 3, "most": 200}
    assert found["net/folds-v1"] is None


def test_show_prints_a_worked_trace(run: Run) -> None:
    """After the answer; a task without steps says that it has none."""
    done = run("show", "permanence/shell-game", "--level", "2", "--trace")
    assert "1. ball: place" in done.out
    assert "no steps" in run("show", "net/folds", "--trace").err


def test_a_set_along_the_axis_is_made(run: Run, tmp_path: Path) -> None:
    """In place of the levels of the suite; a number that is none is said."""
    folder = tmp_path / "set"
    names = ("--tasks", "cube/facing-you", "--each", "1", "--modalities", "text")
    made = run("generate", "quick", "--out", str(folder), *names, "--axis", "1,64", "--json")
    assert json.loads(made.out)["probes"] == 2
    other = run("generate", "quick", "--out", str(tmp_path / "x"), *names, "--axis", "one")
    assert "numbers of steps, like 1,2,64" in other.err


def test_plan_names_the_possible_correlations(run: Run) -> None:
    """0.7 is beyond the Fréchet bound of 92 % and 81 %."""
    done = run("plan", "0.92", "0.81", "--rho", "0.7")
    assert done.status == 2
    assert "0.60" in done.err


def test_extract_reads_a_text(run: Run) -> None:
    """The reader by itself."""
    done = run("extract", "I would say (B).", "--options", "red,blue", "--json")
    assert json.loads(done.out)["value"] == "B"


def test_the_audit_of_reading_shows_hostile_text_harmlessly(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """Terminal escapes of a response do not reach the terminal."""
    item = json.loads((small_set / "items.jsonl").read_text().splitlines()[0])
    path = tmp_path / "hostile.jsonl"
    path.write_text(json.dumps({"id": item["id"], "response": "\x1b[2J[red]red[/red]"}) + "\n")
    done = run("extract", "--audit", small_set, path)
    assert "\x1b[2J" not in done.out
    assert "\\x1b[2J[red]red" in done.out


@pytest.mark.parametrize("command", ["report", "score", "answer"])
def test_what_cannot_be_written_is_said_in_one_paragraph(
    run: Run, small_set: Path, tmp_path: Path, command: str
) -> None:
    """A folder where the output should go: no traceback, and the folder stays as it was."""
    answers = answered(run, small_set, tmp_path, "random")
    out = tmp_path / "taken"
    out.mkdir()
    given = ["--with", "random"] if command == "answer" else [answers]
    done = run(command, small_set, *given, "--out", out)
    assert done.status == 2
    assert done.err.startswith("spatialbench: ")
    assert str(out) in done.err
    assert not list(out.iterdir())


# --- looks --------------------------------------------------------------------------------------


def test_show_draws_in_another_look_from_another_place(run: Run, tmp_path: Path) -> None:
    """Each gives other pictures under other names."""
    show = ("show", "cube/facing-you", "--modality", "image", "--size", 64, "--out")
    for number, options in enumerate(((), ("--look", "line"), ("--camera", "top"))):
        assert run(*show, tmp_path / str(number), *options).status == 0
    found = [sorted(p.read_bytes() for p in (tmp_path / str(n)).iterdir()) for n in range(3)]
    assert found[0] != found[1] != found[2] != found[0]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--look", "oil"), "look 'oil' is unknown; there are shaded, line, photo"),
        (("--camera", "side"), "camera 'side' is unknown; there are head-on, corner, top"),
    ],
)
def test_show_names_looks_and_cameras(
    run: Run, tmp_path: Path, option: tuple[str, str], message: str
) -> None:
    """Where one is asked for that there is not."""
    done = run("show", "cube/facing-you", "--modality", "image", "--out", tmp_path, *option)
    assert done.status != 0
    assert message in done.err


def test_show_writes_a_page_that_can_be_turned(run: Run, tmp_path: Path) -> None:
    """And says, beside it, that it shows more than the pictures do."""
    done = run("show", "permanence/shell-game", "--3d", tmp_path / "page.html", "--json")
    assert "turned, it shows more" in done.err
    assert json.loads(done.out)["item"]["task"].startswith("permanence/shell-game")
    assert "<title>permanence/shell-game" in (tmp_path / "page.html").read_text()


def test_generate_records_its_look(run: Run, tmp_path: Path) -> None:
    """In the manifest."""
    out = tmp_path / "set"
    run("generate", "quick", "--probes", 1, "--modalities", "text", "--look", "line", "--out", out)
    assert json.loads((out / "manifest.json").read_text())["suite"]["look"] == "line"


def test_the_version_is_printed(run: Run) -> None:
    """As other tools do."""
    done = run("--version")
    assert (done.status, done.out) == (0, f"spatialbench {__version__}\n")


def test_suites_are_listed_with_how_much_they_ask(run: Run) -> None:
    """Whoever is to choose one sees the size first."""
    found = {one["name"]: one for one in json.loads(run("suites", "--json").out)}
    assert found["floor"]["items"] == 300
    assert "first look" in run("suites").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "cube/facing-you", "--wording", 99), "3 wordings"),
        (("show", "cube/facing-you", "--camera", "top"), "no pictures"),
        (("show", "cube/facing-you", "--modality", "image", "--camera", "up"), "head-on"),
    ],
)
def test_what_would_be_ignored_is_refused(
    run: Run, arguments: tuple[object, ...], said: str, tmp_path: Path
) -> None:
    """Nobody is left to believe that it was heard."""
    done = run(*arguments, "--out", tmp_path)
    assert done.status == 2
    assert said in done.err


def test_a_constant_that_answers_nothing_is_refused(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """Every answer would be unreadable."""
    done = run("answer", small_set, "--with", "constant:Z", "--out", tmp_path / "z.jsonl")
    assert done.status == 2
    assert "an answer to no item" in done.err
    assert not (tmp_path / "z.jsonl").exists()
