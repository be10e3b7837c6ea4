// Talks with the station. Errors have the station's own words.

async function answer(response) {
  if (response.status === 401) {
    location.assign("/login");
    throw new Error("Log in again.");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The station answered ${response.status}.`);
  return body;
}

const longest = 15000;

export async function get(path) {
  return answer(await fetch(path, { signal: AbortSignal.timeout(longest) }));
}

export async function send(method, path, body) {
  return answer(await fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(longest),
  }));
}

/** Makes an element. Text goes in as text: nothing that the station says becomes HTML. */
export function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  fill(made, options);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Makes an element of an SVG. */
export function shape(name, options = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(made, options);
  made.append(...children);
  return made;
}

function fill(made, options) {
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === undefined) continue;
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
}
