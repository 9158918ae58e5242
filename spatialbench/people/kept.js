// What is remembered between visits: who answers, in which language, and every answer so far.

const FRESH = { code: "", language: "", practised: false, rows: [], sent: false };

class Kept {
  constructor(name) {
    this.name = name;
    this.lasting = true;
    this.state = this.read() || { ...FRESH, rows: [] };
  }

  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.name));
      return found && Array.isArray(found.rows) ? found : null;
    } catch {
      this.lasting = false;
      return null;
    }
  }

  write(changes) {
    Object.assign(this.state, changes);
    try {
      localStorage.setItem(this.name, JSON.stringify(this.state));
    } catch {
      this.lasting = false;
    }
  }

  forget() {
    this.state = { ...FRESH, rows: [] };
    try {
      localStorage.removeItem(this.name);
    } catch {
      this.lasting = false;
    }
  }

  // An answer file: one JSON object a line.
  lines() {
    return this.state.rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  }
}

// The code that the address gives (`?participant=…`, or Prolific's), or nothing.
function codeOfAddress() {
  const given = new URLSearchParams(location.search);
  const code = given.get("participant") || given.get("PROLIFIC_PID") || "";
  return isCode(code) ? code : "";
}

function isCode(text) {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

function freshCode() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const drawn = crypto.getRandomValues(new Uint8Array(10));
  return [...drawn].map((one) => letters[one % letters.length]).join("");
}
