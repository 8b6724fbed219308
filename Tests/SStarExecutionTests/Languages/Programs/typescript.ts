import * as fs from "fs";
import { Worker } from "worker_threads";

function block(n: number): number[] {
  return new Array<number>(1 << 17).fill(n + 0.5);
}

function frugal(): void {
  const kept: number[][] = [];
  for (let i = 0; i < 1000; i++) kept[i % 32] = block(i);
  console.log(kept.length);
}

function threads(): void {
  let total = 0, running = 2;
  const source = "const { parentPort, workerData } = require('worker_threads'); parentPort.postMessage(workerData)";
  for (const n of [13, 15]) {
    const worker = new Worker(source, { eval: true, workerData: n });
    worker.on("message", (answer: number) => (total += answer));
    worker.on("exit", () => --running === 0 && console.log(total));
  }
}

const input: string = fs.readFileSync(0, "utf8");
const end = input.indexOf("\n");
const command = input.slice(0, end);
if (command === "sum") {
  console.log(input.slice(end).split(/\s+/).reduce((total, word) => total + Number(word), 0));
} else if (command === "fault") {
  throw new Error("fault");
} else if (command === "loop") {
  for (;;) {}
} else if (command === "hog") {
  const kept: number[][] = [];
  for (;;) kept.push(block(kept.length));
} else if (command === "frugal") {
  frugal();
} else if (command === "threads") {
  threads();
}
