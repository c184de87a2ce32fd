// Judges policy files by parsers and evaluators that had no part in writing them.
// In: JSON lines {"id","format","content","calls":[{"alias","tool"}]}. Out: JSON lines {"id","decisions":[…]} or {"id","error"}.
// A call may have "args". A decision is "allow", "limit:N", "ask", "deny" or "hide", as the enforcement point itself would decide.
import { createInterface } from 'node:readline';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { Environment } from '@marcbachmann/cel-js';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { schemas, validate } from './schemas.mjs';

// One line of comma-separated values, as Go's encoding/csv reads it.
function csvLine(line) {
  const fields = [];
  for (let rest = line; ;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest);
    const field = quoted ?? /^([^",\n]*)(,|$)/.exec(rest);
    if (!field) throw new Error('not a line of comma-separated values: ' + line);
    fields.push(quoted ? field[1].replaceAll('""', '"') : field[1]);
    if (!field[2]) return fields;
    rest = rest.slice(field[0].length);
  }
}

// What several products compare instead of the names themselves.
const lower = (text) => text.toLowerCase();
const underscored = (text, other) => text.replace(other, '_');

const has = (object, name) => Object.prototype.hasOwnProperty.call(object ?? {}, name);
const yaml = (text) => parseYaml(text, { strict: true, uniqueKeys: true, maxAliasCount: 0 });

// One comparison of one argument; a missing path makes every operator but exists false.
function holds({ path, op, value }, args) {
  let at = { args };
  for (const step of path.split('.')) {
    if (at === null || typeof at !== 'object' || Array.isArray(at) || !has(at, step)) return op === 'exists' && value === false;
    at = at[step];
  }
  const same = (other) => JSON.stringify(at) === JSON.stringify(other);
  switch (op) {
    case 'exists': return value === true;
    case 'eq': return same(value);
    case 'neq': return !same(value);
    case 'in': return value.some(same);
    case 'not_in': return !value.some(same);
    case 'gte': return typeof at === 'number' && at >= value;
    case 'lte': return typeof at === 'number' && at <= value;
    case 'regex': return typeof at === 'string' && new RegExp(value).test(at);
    default: throw new Error('an operator that no policy of ours should have: ' + op);
  }
}

function catalogue(text) {
  const policy = JSON.parse(text);
  return ({ tool, args }) => {
    if (policy.hide?.includes(tool)) return 'hide';
    if (!has(policy.tools, tool)) return policy.default;
    const rule = policy.tools[tool];
    if (rule.deny_if?.some((entry) => entry.conditions.every((condition) => holds(condition, args ?? {})))) return 'deny';
    if (rule.limits) return `limit:${rule.limits[0].max}`;
    return 'allow';
  };
}

function intercept(text) {
  const policy = yaml(text);
  return ({ tool, args }) => {
    if (policy.hide?.includes(tool)) return 'hide';
    if (!has(policy.tools, tool)) return policy.default;
    for (const rule of policy.tools[tool].rules) {
      if (!rule.name) throw new Error('a rule without a name');
      if (rule.action === 'deny') return 'deny';
      if (rule.conditions && !rule.conditions.every((condition) => holds(condition, args ?? {}))) return 'deny';
      if (rule.rate_limit) {
        if (tool.includes('.')) throw new Error('a rate limit on a name with a dot');
        return `limit:${/^(\d+)\/minute$/.exec(rule.rate_limit)[1]}`;
      }
    }
    return 'allow';
  };
}

function claudeCode(text) {
  const { permissions } = JSON.parse(text);
  return ({ alias, tool }) => {
    const rule = `mcp__${alias}__${underscored(tool, /[^a-zA-Z0-9_-]/g)}`;
    for (const kind of ['deny', 'ask', 'allow']) if (permissions[kind].includes(rule)) return kind;
    return 'ask'; // the client's own default
  };
}

function geminiCli(text) {
  const rules = parseToml(text).rule ?? [];
  const words = { allow: 'allow', ask_user: 'ask', deny: 'hide' }; // a rule without argsPattern keeps the tool from the model
  return ({ alias, tool }) => {
    const long = underscored(`mcp_${alias}_${tool}`, /[^a-zA-Z0-9_.:-]/g);
    const name = long.length > 63 ? `${long.slice(0, 30)}...${long.slice(-30)}` : long;
    const fitting = rules.filter((rule) => rule.mcpName === alias && (rule.toolName === '*' || `mcp_${alias}_${rule.toolName}` === name));
    fitting.sort((a, b) => b.priority - a.priority);
    return fitting.length ? words[fitting[0].decision] : 'ask';
  };
}

function codex(text) {
  const servers = parseToml(text).mcp_servers;
  return ({ alias, tool }) => {
    const server = servers[alias];
    if (!server.enabled_tools.includes(tool)) return 'hide';
    const mode = has(server.tools, tool) ? server.tools[tool].approval_mode : server.default_tools_approval_mode;
    return { approve: 'allow', prompt: 'ask' }[mode] ?? 'allow'; // "auto" believes annotations: counts as allowed
  };
}

function openai(text) {
  const list = [].concat(JSON.parse(text));
  return ({ alias, tool }) => {
    const server = list.find((entry) => entry.server_label === alias);
    if (!server.allowed_tools.tool_names.includes(tool)) return 'hide';
    return server.require_approval.never.tool_names.includes(tool) ? 'allow' : 'ask';
  };
}

// The real shell runs the file; only the docker command is played.
function docker(text) {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    const [stub, file] = [join(folder, 'docker'), join(folder, 'policy.sh')];
    writeFileSync(stub, '#!/bin/sh\nprintf "%s\\0" "$@"\n');
    chmodSync(stub, 0o755);
    writeFileSync(file, text);
    let args = [];
    try {
      args = execFileSync('/bin/sh', [file], { env: { PATH: `${folder}:/usr/bin:/bin` }, stdio: ['ignore', 'pipe', 'ignore'] }).toString().split('\0');
    } catch (error) {
      if (error.status !== 1) throw error;
    }
    // Of each flag the value is a list, and every entry is compared without regard to case.
    const enabled = args.filter((_, index) => args[index - 1] === '--tools').flatMap(csvLine).map(lower);
    const servers = args.filter((_, index) => args[index - 1] === '--servers').flatMap(csvLine);
    return ({ alias, tool }) => {
      const names = ['*', tool, `${alias}:${tool}`, `${alias}:*`].map(lower);
      return servers.includes(alias) && names.some((name) => enabled.includes(name)) ? 'allow' : 'hide';
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let policySets = 0;
function cedarDecider(policies, request) {
  const id = `set${policySets++}`;
  const parsed = cedar.preparsePolicySet(id, { staticPolicies: policies });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  return (call) => {
    const answer = cedar.statefulIsAuthorized({ context: {}, ...request(call), preparsedPolicySetId: id, entities: [] });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
    // A condition that meets a value of another type fails, and its policy then permits nothing; without arguments nothing may fail.
    if (!call.args && answer.response.diagnostics.errors.length) throw new Error(JSON.stringify(answer.response.diagnostics.errors));
    return answer.response.decision;
  };
}

// ToolHive reads a call's numbers as decimals of four places, and of arrays and objects only that they are there.
function toolhiveValue([name, value]) {
  if (typeof value === 'number') return [`arg_${name}`, { __extn: { fn: 'decimal', arg: (Math.trunc(value * 1e4) / 1e4).toFixed(4) } }];
  return value !== null && typeof value === 'object' ? [`arg_${name}_present`, true] : [`arg_${name}`, value];
}

function toolhive(text) {
  const { cedar: section } = yaml(text);
  if (!section.policies.length) throw new Error('at least one policy is required for Cedar authorization');
  return cedarDecider(section.policies.join('\n'), ({ tool, args }) => ({
    context: Object.fromEntries(Object.entries(args ?? {}).map(toolhiveValue)),
    principal: { type: 'Client', id: 'anyone' }, action: { type: 'Action', id: 'call_tool' }, resource: { type: 'Tool', id: tool },
  }));
}

function agentcore(text) {
  return cedarDecider(text, ({ alias, tool, args }) => ({
    context: { input: args ?? {} },
    principal: { type: 'AgentCore::OAuthUser', id: 'anyone' }, action: { type: 'AgentCore::Action', id: `${alias}___${tool}` },
    resource: { type: 'AgentCore::Gateway', id: 'arn:aws:bedrock-agentcore:REGION:ACCOUNT:gateway/YOUR-GATEWAY' },
  }));
}

function agentgateway(text) {
  const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 1e6, maxDepth: 1e4 } });
  const rules = yaml(text).mcpAuthorization.rules.map((rule) => environment.parse(rule));
  return ({ alias, tool }) => (rules.some((rule) => rule({ mcp: { tool: { name: tool, target: alias } } }) === true) ? 'allow' : 'deny');
}

function envoy(text) {
  const expressions = (list) => (list ?? []).map((expression) => new RegExp(expression));
  const selectors = new Map(yaml(text).spec.backendRefs.map(({ name, toolSelector }) =>
    [name, { ...toolSelector, includeRegex: expressions(toolSelector.includeRegex), excludeRegex: expressions(toolSelector.excludeRegex) }]));
  return ({ alias, tool }) => {
    const selector = selectors.get(alias);
    if (!selector) return 'hide';
    const matches = (list) => list.some((expression) => expression.test(tool));
    if (selector.exclude?.includes(tool) || matches(selector.excludeRegex)) return 'hide';
    if (selector.include?.length) return selector.include.includes(tool) ? 'allow' : 'hide';
    return !selector.includeRegex.length || matches(selector.includeRegex) ? 'allow' : 'hide';
  };
}

function litellm(text) {
  const servers = yaml(text).mcp_servers;
  for (const name of Object.keys(servers)) if (name.includes('-')) throw new Error('a server name with a hyphen');
  return ({ alias, tool }) => {
    const server = servers[alias.replaceAll('-', '_')];
    const [allowed, disallowed] = [server.allowed_tools.map(lower), server.disallowed_tools.map(lower)];
    // An empty list is no rule, and all names are compared without regard to case.
    if (disallowed.includes(lower(tool)) || (allowed.length && !allowed.includes(lower(tool)))) return 'hide';
    if (allowed.length && !Object.keys(server.pinned_tools).map(lower).includes(lower(tool))) throw new Error('an allowed tool without a pin');
    return 'allow';
  };
}

function kong(text) {
  const { config } = yaml(text).plugins[0];
  const may = (acl) => acl.allow.includes('mcp-callers');
  return ({ tool }) => {
    const entry = config.tools.find((item) => item.name === tool);
    return may(entry ? entry.acl : config.default_acl[0]) ? 'allow' : 'deny';
  };
}

function zed(text) {
  const permissions = JSON.parse(text).agent.tool_permissions;
  return ({ alias, tool }) => {
    const key = `mcp:${alias}:${tool}`;
    const word = has(permissions.tools, key) ? permissions.tools[key].default : permissions.default;
    return { allow: 'allow', confirm: 'ask', deny: 'deny' }[word];
  };
}

function vscode(text) {
  const list = JSON.parse(text)['chat.tools.eligibleForAutoApproval'];
  return ({ alias, tool }) => (list[`${alias}/${tool}`] === true ? 'allow' : 'ask');
}

function cursor(text) {
  const { mcpAllowlist } = JSON.parse(text);
  return ({ alias, tool }) => (mcpAllowlist.includes(`${alias}:${tool}`) ? 'allow' : 'ask');
}

const formats = {
  catalogue, intercept, 'claude-code': claudeCode, 'gemini-cli': geminiCli, codex, openai, docker, toolhive, agentgateway, envoy, litellm,
  kong, agentcore, zed, vscode, cursor,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, format, content, calls } = JSON.parse(line);
  try {
    if (!content.endsWith('\n')) throw new Error('does not end with a newline');
    if (has(schemas, format)) validate(format, content);
    const decide = formats[format](content);
    console.log(JSON.stringify({ id, decisions: calls.map(decide) }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error?.message ?? error).slice(0, 500) }));
  }
}
