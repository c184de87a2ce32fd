// JSON Schemas of the file shapes, in our own words after each product's documents; strict about unknown members.
import Ajv from 'ajv';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

const strings = { type: 'array', items: { type: 'string' }, uniqueItems: true };
const shape = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required, additionalProperties: false });
const names = shape({ tool_names: strings });

const condition = shape({
  path: { type: 'string', pattern: '^args(\\.|$)' },
  op: { enum: ['eq', 'neq', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte', 'regex', 'contains', 'exists'] },
  value: {},
}, ['path', 'op']);
const limit = shape({ counter: { type: 'string' }, window: { enum: ['minute', 'hour', 'day'] }, max: { type: 'integer', minimum: 0 }, scope: { const: 'grant' } });
const openaiTool = shape({
  type: { const: 'mcp' }, server_label: { type: 'string', minLength: 1 }, server_url: { type: 'string', pattern: '^https?://' },
  allowed_tools: names, require_approval: shape({ always: names, never: names }),
});

export const schemas = {
  catalogue: shape({
    version: { const: '1' }, default: { enum: ['allow', 'deny'] }, hide: strings,
    all_tools: shape({ limits: { type: 'array', items: limit } }),
    tools: {
      type: 'object',
      additionalProperties: shape({
        deny_if: { type: 'array', items: shape({ conditions: { type: 'array', items: condition }, on_deny: { type: 'string' } }) },
        limits: { type: 'array', items: limit, minItems: 1 },
      }, []),
    },
  }, ['version', 'default']),
  'claude-code': shape({
    permissions: shape(Object.fromEntries(['deny', 'ask', 'allow'].map((kind) => [kind, { ...strings, items: { type: 'string', pattern: '^mcp__[A-Za-z0-9_-]+__[A-Za-z0-9_-]+$' } }]))),
  }),
  'gemini-cli': shape({
    rule: {
      type: 'array', minItems: 1,
      items: shape({ mcpName: { type: 'string', pattern: '^[^_]+$' }, toolName: { type: 'string' }, decision: { enum: ['allow', 'deny', 'ask_user'] }, priority: { type: 'integer', minimum: 0, maximum: 999 } }),
    },
  }),
  codex: shape({
    mcp_servers: {
      type: 'object',
      additionalProperties: shape({
        enabled_tools: strings,
        default_tools_approval_mode: { enum: ['auto', 'prompt', 'approve'] },
        tools: { type: 'object', additionalProperties: shape({ approval_mode: { enum: ['auto', 'prompt', 'approve'] } }) },
      }, ['enabled_tools', 'default_tools_approval_mode']),
    },
  }),
  openai: { anyOf: [openaiTool, { type: 'array', items: openaiTool }] },
  toolhive: shape({ version: { const: '1.0' }, type: { const: 'cedarv1' }, cedar: shape({ policies: strings, entities_json: { const: '[]' } }) }),
  agentgateway: shape({ mcpAuthorization: shape({ rules: { ...strings, minItems: 1 } }) }),
  zed: shape({
    agent: shape({
      tool_permissions: shape({
        default: { enum: ['allow', 'confirm', 'deny'] },
        tools: { type: 'object', additionalProperties: shape({ default: { enum: ['allow', 'confirm', 'deny'] } }) },
      }),
    }),
  }),
};

const readers = { 'gemini-cli': parseToml, codex: parseToml, toolhive: parseYaml, agentgateway: parseYaml };
const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
const validators = new Map();

export function validate(format, content) {
  if (!validators.has(format)) validators.set(format, ajv.compile(schemas[format]));
  const check = validators.get(format);
  if (!check((readers[format] ?? JSON.parse)(content))) throw new Error('schema: ' + ajv.errorsText(check.errors));
}
