// Runs a WebAssembly program that only writes to its standard output.
import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1" });
const program = await WebAssembly.compile(await readFile(argv[1]));
wasi.start(await WebAssembly.instantiate(program, wasi.getImportObject()));
