const fs = require("fs");
const { Worker } = require("worker_threads");

function block(n) {
  return new Array(1 << 17).fill(n + 0.5);
}

function frugal() {
  const kept = [];
  for (let i = 0; i < 1000; i++) kept[i % 32] = block(i);
  console.log(kept.length);
}

function threads() {
  let total = 0, running = 2;
  const source = "const { parentPort, workerData } = require('worker_threads'); parentPort.postMessage(workerData)";
  for (const n of [13, 15]) {
    const worker = new Worker(source, { eval: true, workerData: n });
    worker.on("message", (answer) => (total += answer));
    worker.on("exit", () => --running === 0 && console.log(total));
  }
}

const input = fs.readFileSync(0, "utf8");
const end = input.indexOf("\n");
const kept = [];
switch (input.slice(0, end)) {
  case "sum":
    console.log(input.slice(end).split(/\s+/).reduce((total, word) => total + Number(word), 0));
    break;
  case "fault":
    throw new Error("fault");
  case "loop":
    for (;;) {}
  case "hog":
    for (;;) kept.push(block(kept.length));
  case "frugal":
    frugal();
    break;
  case "threads":
    threads();
}
