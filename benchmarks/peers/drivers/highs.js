// Solves one integer program with the WebAssembly build of HiGHS, on one core, and prints what HiGHS prints.
//
//   node highs.js FOLDER_OF_MODULE SECONDS GAP FILE.mps|FILE.lp
const fs = require("fs");
const [module_, seconds, gap, file] = process.argv.slice(2);

(async () => {
  const highs = await require(module_)({ print: (line) => console.log(line) });
  const model = highs.createModel({ format: file.endsWith(".lp") ? "lp" : "mps", data: fs.readFileSync(file) });
  model.options.set({ output_flag: true, log_to_console: true, time_limit: Number(seconds), mip_rel_gap: Number(gap) });
  model.run();
})();
