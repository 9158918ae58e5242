"""Items: a probe in one language and one modality, its choices, words and pictures."""
