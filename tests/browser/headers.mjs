// `_headers` as Netlify and Cloudflare Pages read it: blocks of a path and its headers; every path that fits counts, and
// one header of two blocks becomes a list.

/** A function that gives the headers of an address, from the text of a `_headers` file. */
export function headersFor(text) {
  const rules = [];
  for (const line of text.split('\n').filter((each) => each.trim() && !each.startsWith('#'))) {
    if (/^\s/.test(line)) {
      const [name, ...value] = line.trim().split(':');
      rules.at(-1).headers.push([name, value.join(':').trim()]);
    } else {
      rules.push({ path: line.trim(), headers: [] });
    }
  }
  return (address) => {
    const found = {};
    for (const [name, value] of rules.filter(({ path }) => fits(path, `/${address}`)).flatMap(({ headers }) => headers)) {
      found[name] = name in found ? `${found[name]}, ${value}` : value;
    }
    return found;
  };
}

function fits(pattern, path) {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
