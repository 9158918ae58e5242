// What one person is asked, and in which order: drawn from the code of the person alone, so that it
// is the same whenever the page is opened, and unrelated to anybody else's.

// 53 bits that look random (cyrb53, a hash in the public domain).
function hashed(text) {
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

function inOrder(ids, key) {
  const drawn = ids.map((id) => [hashed(`${key}\n${id}`), id]);
  drawn.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
  return drawn.map(([, id]) => id);
}

// The questions of a person in order: {question, check}. A check stands somewhere in each stretch of
// `every` questions, and looks like any other.
function askedOf(data, language, code) {
  const booklets = data.booklets[language];
  const ids = inOrder(booklets[hashed(`booklet\n${code}`) % booklets.length], `order\n${code}`);
  const asked = ids.map((id) => ({ question: data.items[id], check: false }));
  const checks = new Map(data.checks[language].map((one) => [one.id, one]));
  inOrder([...checks.keys()], `checks\n${code}`).forEach((id, number) => {
    const within = 1 + (hashed(`place\n${code}\n${number}`) % (data.every - 1));
    const place = Math.min(number * (data.every + 1) + within, asked.length);
    if (number === 0 || number * data.every < ids.length) {
      asked.splice(place, 0, { question: checks.get(id), check: true });
    }
  });
  return asked;
}
