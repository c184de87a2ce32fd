// Judges policies by Gemini CLI's own loader and engine.
// In: JSON lines {"file","alias","tools":[…]}. Out: JSON lines {"errors":[…],"decisions":[…]}. Usage: node gemini.mjs FOLDER-OF-PACKAGES
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(process.argv[2], 'node_modules', '@google', 'gemini-cli-core', 'dist', 'src');
const load = (path) => import(pathToFileURL(join(root, path)).href);
console.debug = () => {}; // the engine tells of every call
const { loadPoliciesFromToml } = await load('policy/toml-loader.js');
const { PolicyEngine } = await load('policy/policy-engine.js');
const { formatMcpToolName, generateValidName } = await load('tools/mcp-tool.js');

for await (const line of createInterface({ input: process.stdin })) {
  const { file, alias, tools } = JSON.parse(line);
  const loaded = await loadPoliciesFromToml([file], () => 2);
  const engine = new PolicyEngine({ rules: loaded.rules, checkers: loaded.checkers });
  const decisions = [];
  for (const tool of tools) {
    // The name under which the client registers a discovered tool.
    const name = generateValidName(formatMcpToolName(alias, tool));
    decisions.push((await engine.check({ name, args: { x: 1 } }, alias)).decision);
  }
  const errors = loaded.errors.filter((error) => error.severity !== 'warning').map((error) => `${error.message} ${error.details ?? ''}`);
  console.log(JSON.stringify({ errors, decisions }));
}
process.exit(0);
