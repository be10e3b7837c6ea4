import { Picture } from "./picture.js";
import { Readings } from "./readings.js";
import { RegionEditor } from "./regions.js";
import { get, send } from "./server.js";
import { Log, writeCounters, writeStages } from "./tables.js";

const usualPause = 1000;
const longestPause = 10000;

const picture = new Picture();
const readings = new Readings();
const regions = new RegionEditor(picture);
const log = new Log();
const state = document.getElementById("state");
const message = document.getElementById("message");
const trigger = document.getElementById("trigger");
let newest;
let started;
let pause = usualPause;

function say(text, kind) {
  if (state.textContent !== text) state.textContent = text;
  state.className = kind;
}

function writeProblems(problems) {
  const box = document.getElementById("problems");
  const text = problems.join("\n");
  if (box.textContent === text) return;
  box.textContent = text;
  box.hidden = problems.length === 0;
}

async function update() {
  const now = await get("/state");
  // Lines and frames of a program that was started again count from 1.
  const isNewStart = started !== now.started;
  if (isNewStart) {
    started = now.started;
    log.clear();
  }
  document.getElementById("name").textContent = now.name;
  document.title = now.problems.length > 0 ? `⚠ ${now.name}` : now.name;
  say(now.problems.length > 0 ? "Something is wrong" : "All is well", now.problems.length > 0 ? "bad" : "good");
  writeProblems(now.problems);
  trigger.hidden = !now.canTrigger;
  document.getElementById("logout").hidden = !now.canLogOut;
  picture.update(now.picture);
  writeStages(now.stages);
  writeCounters(now.counters);
  readings.writeSamples(now.samples);
  if ((newest !== now.newest || isNewStart) && await readings.update()) newest = now.newest;
  await regions.update(now.regions);
  await log.update();
}

async function run() {
  // A page that nobody sees costs the station nothing.
  if (!document.hidden) {
    try {
      await update();
      pause = usualPause;
    } catch (error) {
      pause = Math.min(longestPause, 2 * pause);
      const isAway = error instanceof TypeError || error.name === "TimeoutError";
      say(isAway ? "The station does not answer" : error.message, "bad");
    }
  }
  setTimeout(run, pause);
}

trigger.addEventListener("click", async () => {
  trigger.disabled = true;
  try {
    await send("POST", "/trigger", {});
    message.textContent = "Reading…";
  } catch (error) {
    message.textContent = error.message;
  }
  message.hidden = false;
  setTimeout(() => { message.hidden = true; }, 5000);
  trigger.disabled = false;
  trigger.focus();
});

run();
