import { element, get, send, shape } from "./server.js";

const smallest = 8;
const most = 32;
const corners = { nw: [0, 0], ne: [1, 0], sw: [0, 1], se: [1, 1] };
const fields = [
  ["name", "Name", "wide"], ["pattern", "Reads", "wide"], ["x", "Left"], ["y", "Top"], ["width", "Width"], ["height", "Height"],
];

const locked = { readonly: "", title: "The configuration says what is read in this region." };

const clamp = (value, low, high) => Math.max(low, Math.min(high, Math.round(value)));

/** Shows the regions over the picture, and edits them with mouse, touch, keyboard or numbers. */
export class RegionEditor {
  #picture;
  #overlay = document.getElementById("overlay");
  #toggle = document.getElementById("edit");
  #form = document.getElementById("editor");
  #rows = document.getElementById("region-rows");
  #message = document.getElementById("editor-message");
  #layer = shape("g");
  #regions = [];
  #views = [];
  #revision = null;
  #isEditing = false;
  #isChanged = false;
  #drag = null;

  constructor(picture) {
    this.#picture = picture;
    this.#overlay.append(this.#layer);
    this.#overlay.addEventListener("resized", () => this.#drawAll());
    new ResizeObserver(() => this.#views.forEach((_, i) => this.#place(i))).observe(this.#overlay);
    this.#overlay.addEventListener("pointerdown", (event) => this.#begin(event));
    this.#overlay.addEventListener("pointermove", (event) => this.#move(event));
    this.#overlay.addEventListener("pointerup", () => this.#end());
    this.#overlay.addEventListener("pointercancel", () => this.#end());
    this.#toggle.addEventListener("click", () => this.#edit(!this.#isEditing));
    document.getElementById("region-add").addEventListener("click", () => this.#add(this.#middle(), true));
    document.getElementById("region-discard").addEventListener("click", () => this.#discard());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.#isChanged) event.preventDefault();
    });
  }

  /** Takes the station's regions where they are others, unless they are being edited. */
  async update(revision) {
    if (revision === this.#revision || this.#isChanged) return;
    await this.#load();
  }

  async #load() {
    const { regions, revision } = await get("/regions");
    [this.#regions, this.#revision, this.#isChanged] = [regions, revision, false];
    this.#drawAll();
  }

  #edit(isEditing) {
    this.#isEditing = isEditing;
    this.#toggle.setAttribute("aria-expanded", isEditing);
    this.#toggle.textContent = isEditing ? "Close the editor" : "Edit regions";
    this.#form.hidden = !isEditing;
    this.#overlay.classList.toggle("editing", isEditing);
    // For those who do not see it, the overlay repeats the picture's text until it can be worked with.
    if (isEditing) this.#overlay.removeAttribute("aria-hidden");
    else this.#overlay.setAttribute("aria-hidden", "true");
    this.#drawAll();
  }

  async #discard() {
    this.#say("");
    this.#isChanged = false;
    try {
      await this.#load();
    } catch (error) {
      this.#say(error.message);
    }
  }

  async #save() {
    this.#say("");
    try {
      const answer = await send("PUT", "/regions", { revision: this.#revision, regions: this.#regions });
      [this.#regions, this.#revision, this.#isChanged] = [answer.regions, answer.revision, false];
      this.#edit(false);
      this.#toggle.focus();
    } catch (error) {
      // The station names the field that it does not take.
      const [, index, field, problem] = /^regions\[(\d+)\]\.(\w+): (.*)$/s.exec(error.message) ?? [];
      const input = this.#views[index]?.inputs[field];
      if (!input) {
        this.#say(error.message);
        return;
      }
      const [, title] = fields.find(([name]) => name === field);
      this.#say(`Region ${Number(index) + 1}, ${title.toLowerCase()}: ${problem}`);
      input.setAttribute("aria-invalid", "true");
      input.focus();
    }
  }

  #say(text) {
    this.#message.textContent = text;
    this.#message.hidden = text === "";
    for (const input of this.#rows.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  #drawAll() {
    this.#views = [];
    this.#layer.replaceChildren();
    this.#rows.replaceChildren();
    this.#regions.forEach((region, i) => {
      const view = { group: this.#makeGroup(region, i), ...this.#makeRow(region, i) };
      this.#views.push(view);
      this.#layer.append(view.group);
      this.#rows.append(view.row);
      this.#place(i);
    });
  }

  #makeGroup(region, i) {
    const group = shape("g", { class: "region", "data-index": i }, shape("rect", { class: "box" }), shape("text"));
    if (!this.#isEditing) return group;
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "application");
    group.setAttribute("aria-describedby", "editor-help");
    group.append(...Object.keys(corners).map((corner) => shape("rect", { class: `handle ${corner}`, "data-corner": corner })));
    group.addEventListener("keydown", (event) => this.#key(event, i));
    group.addEventListener("focus", () => this.#choose(i));
    return group;
  }

  #makeRow(region, i) {
    const inputs = {};
    const row = element("fieldset", { class: "region-row" }, element("legend", { class: "note", text: `Region ${i + 1}` }));
    for (const [name, title, kind] of fields) {
      const isNumber = typeof region[name] === "number";
      inputs[name] = element("input", {
        value: region[name], type: isNumber ? "number" : "text", min: isNumber ? 0 : null, list: name === "pattern" ? "patterns" : null,
        autocomplete: "off", spellcheck: "false", ...(name === "pattern" && region.fixed ? locked : {}),
      });
      inputs[name].addEventListener(isNumber ? "change" : "input", () => this.#type(i, name, isNumber));
      inputs[name].addEventListener("focus", () => this.#choose(i));
      row.append(element("label", { class: kind }, title, inputs[name]));
    }
    row.append(element("button", { type: "button", text: `Remove region ${i + 1}`, onclick: () => this.#remove(i) }));
    return { row, inputs };
  }

  /** Puts a region's box, name, corners and numbers where they belong. */
  #place(i) {
    const { x, y, width, height, name, pattern } = this.#regions[i];
    const { group, inputs } = this.#views[i];
    const size = this.#picture.letter;
    const [box, text, ...handles] = group.children;
    for (const [key, value] of Object.entries({ x, y, width, height })) {
      box.setAttribute(key, value);
      inputs[key].value = value;
    }
    text.textContent = name;
    text.setAttribute("font-size", size);
    text.setAttribute("x", this.#isEditing ? x + size : x);
    text.setAttribute("y", y + height + size > this.#picture.height ? y + height - size / 4 : y + height + size);
    for (const handle of handles) {
      const [right, bottom] = corners[handle.dataset.corner];
      handle.setAttribute("width", size);
      handle.setAttribute("height", size);
      handle.setAttribute("x", x + right * width - size / 2);
      handle.setAttribute("y", y + bottom * height - size / 2);
    }
    if (this.#isEditing) group.setAttribute("aria-label", `Region ${name}, ${pattern}: left ${x}, top ${y}, ${width} by ${height}`);
  }

  #choose(index) {
    this.#views.forEach(({ group, row }, i) => {
      group.classList.toggle("chosen", i === index);
      row.classList.toggle("chosen", i === index);
    });
  }

  /** Changes a region; what leaves the picture is moved back into it. */
  #set(i, change) {
    const { width: columns, height: rows } = this.#picture;
    const region = { ...this.#regions[i], ...change };
    region.width = clamp(region.width, smallest, Math.max(smallest, columns));
    region.height = clamp(region.height, smallest, Math.max(smallest, rows));
    region.x = clamp(region.x, 0, Math.max(0, columns - region.width));
    region.y = clamp(region.y, 0, Math.max(0, rows - region.height));
    this.#regions[i] = region;
    this.#isChanged = true;
    this.#place(i);
  }

  #type(i, name, isNumber) {
    const { value } = this.#views[i].inputs[name];
    this.#say("");
    if (!isNumber) this.#set(i, { [name]: value });
    else this.#set(i, value === "" || !Number.isFinite(Number(value)) ? {} : { [name]: Number(value) });
  }

  #middle() {
    const { width, height } = this.#picture;
    return { x: width / 4, y: (3 * height) / 8, width: width / 2, height: height / 4 };
  }

  #add(box, isFocused) {
    if (this.#regions.length >= most || this.#picture.width === 0) {
      this.#say(this.#picture.width === 0 ? "Regions are drawn once there is a picture." : `There can be ${most} regions.`);
      return -1;
    }
    let number = 1;
    while (this.#regions.some((region) => region.name === `region${number}`)) number++;
    const i = this.#regions.push({ name: `region${number}`, pattern: this.#regions.at(-1)?.pattern ?? "lines", ...box }) - 1;
    this.#drawAll();
    this.#set(i, {});
    this.#choose(i);
    if (isFocused) this.#views[i].inputs.name.focus();
    return i;
  }

  #remove(i) {
    this.#regions.splice(i, 1);
    this.#isChanged = true;
    this.#drawAll();
    (this.#views[Math.min(i, this.#views.length - 1)]?.inputs.name ?? document.getElementById("region-add")).focus();
  }

  #key(event, i) {
    const step = event.ctrlKey ? 10 : 1;
    const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [0, 0];
    const { x, y, width, height } = this.#regions[i];
    if (dx !== 0 || dy !== 0) this.#set(i, event.shiftKey ? { width: width + dx, height: height + dy } : { x: x + dx, y: y + dy });
    else if (event.key === "Delete") this.#remove(i);
    else if (event.key === "Enter") this.#views[i].inputs.name.focus();
    else return;
    event.preventDefault();
  }

  #point(event) {
    const shown = this.#overlay.getBoundingClientRect();
    return [
      ((event.clientX - shown.left) * this.#picture.width) / shown.width,
      ((event.clientY - shown.top) * this.#picture.height) / shown.height,
    ];
  }

  #begin(event) {
    if (!this.#isEditing || event.button !== 0) return;
    const [x, y] = this.#point(event);
    const group = event.target.closest(".region");
    if (group) {
      const index = Number(group.dataset.index);
      group.focus();
      this.#drag = { index, from: { ...this.#regions[index] }, x, y, corner: event.target.dataset.corner };
    } else {
      this.#drag = { index: -1, x, y, corner: "se" };
    }
    this.#overlay.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  #move(event) {
    if (this.#drag === null) return;
    const drag = this.#drag;
    const [x, y] = this.#point(event);
    if (drag.index < 0) {
      // A click alone draws nothing.
      if (Math.abs(x - drag.x) < smallest || Math.abs(y - drag.y) < smallest) return;
      drag.index = this.#add({ x: drag.x, y: drag.y, width: smallest, height: smallest }, false);
      if (drag.index < 0) {
        this.#drag = null;
        return;
      }
      drag.from = { x: drag.x, y: drag.y, width: 0, height: 0 };
    }
    this.#set(drag.index, drag.corner ? this.#stretch(drag, x, y) : { x: drag.from.x + x - drag.x, y: drag.from.y + y - drag.y });
  }

  /** The box between the corner that is dragged and the one that stays. */
  #stretch({ from, corner }, x, y) {
    const [right, bottom] = corners[corner];
    const stayX = from.x + (1 - right) * from.width, stayY = from.y + (1 - bottom) * from.height;
    const goX = clamp(x, 0, this.#picture.width), goY = clamp(y, 0, this.#picture.height);
    return { x: Math.min(stayX, goX), y: Math.min(stayY, goY), width: Math.abs(goX - stayX), height: Math.abs(goY - stayY) };
  }

  #end() {
    if (this.#drag !== null && this.#drag.index >= 0) this.#views[this.#drag.index].group.focus();
    this.#drag = null;
  }
}
