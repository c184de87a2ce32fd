// Validates policy files against the schemas that the products' makers publish, each under its name in the folder that is given
// (docs/published-schemas.md says where they come from). Usage: node published.mjs FOLDER
// In: JSON lines {"id","format","content"}. Out: JSON lines {"id","errors":[…]}.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { Environment } from '@marcbachmann/cel-js';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

const folder = process.argv[2];
const text = (name) => readFileSync(join(folder, name), 'utf8');
// Formats that Ajv does not know (uint16 and the like) only repeat what bounds beside them say.
const options = { strict: false, logger: false, allErrors: true, formats: { uri: (value) => URL.canParse(value) } };
const yaml = (content) => parseYaml(content, { strict: true, uniqueKeys: true, maxAliasCount: 0 });

function compiled(ajv, { $id, ...schema }) {
  const check = ajv.compile(schema);
  return (value) => (check(value) ? [] : check.errors.slice(0, 5).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
}

const jsonSchema = (name) => {
  const schema = JSON.parse(text(name));
  return compiled(/2020-12/.test(schema.$schema) ? new Ajv2020(options) : new Ajv(options), schema);
};

// Everything that is not named is refused, as Kubernetes and Kong do.
function closed(schema) {
  if (!schema || typeof schema !== 'object') return schema;
  const copy = { ...schema };
  if (schema.items) copy.items = closed(schema.items);
  if (!schema.properties) return copy;
  copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, value]) => [name, closed(value)]));
  if (schema.additionalProperties === undefined && !schema['x-kubernetes-preserve-unknown-fields']) copy.additionalProperties = false;
  return copy;
}

const cel = new Environment({ unlistedVariablesAreDyn: true });
function celFaults(schema, value, path = '') {
  if (!schema || value === undefined || value === null) return [];
  const faults = (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => cel.evaluate(rule, { self: value }) !== true)
    .map(({ message }) => `${path} ${message}`);
  if (Array.isArray(value)) value.forEach((item, index) => faults.push(...celFaults(schema.items, item, `${path}/${index}`)));
  else if (typeof value === 'object') for (const [name, member] of Object.entries(value)) faults.push(...celFaults(schema.properties?.[name] ?? schema.additionalProperties, member, `${path}/${name}`));
  return faults;
}

// A custom resource, judged by the version of the definition that it names; a deprecated version counts as a fault.
function customResource(name) {
  const definition = yaml(text(name).replace(/^\{\{.*$/gm, ''));
  const versions = new Map(definition.spec.versions.map((version) => {
    const schema = structuredClone(version.schema.openAPIV3Schema);
    const check = compiled(new Ajv({ ...options, useDefaults: true }), closed(schema));
    return [`${definition.spec.group}/${version.name}`, (resource) => (version.deprecated ? [`${version.name} is deprecated`] : [...check(resource), ...celFaults(schema, resource)])];
  }));
  return (resource) => (resource.kind === definition.spec.names.kind && versions.get(resource.apiVersion)?.(resource)) || (versions.has(resource.apiVersion) ? [] : [`no ${resource.kind} of ${resource.apiVersion}`]);
}

const formats = {
  'claude-code': () => {
    const check = jsonSchema('claude-code-settings.schema.json');
    return (content) => check(JSON.parse(content));
  },
  codex: () => {
    const check = jsonSchema('codex-config.schema.json');
    return (content) => check(parseToml(content));
  },
  // Both places of a whole configuration where the fragment can stand.
  agentgateway: () => {
    const check = jsonSchema('agentgateway-config.schema.json');
    return (content) => [
      ...check({ binds: [{ port: 3000, listeners: [{ routes: [{ policies: yaml(content), backends: [] }] }] }] }),
      ...check({ mcp: { targets: [], policies: yaml(content) } }),
    ];
  },
  openai: () => {
    const { components } = JSON.parse(text('openai-openapi.json'));
    // The published object is open; a member that it does not name is a mistake of ours all the same.
    components.schemas.MCPTool.additionalProperties = false;
    const check = compiled(new Ajv2020(options), { components, $ref: '#/components/schemas/MCPTool' });
    return (content) => [].concat(JSON.parse(content)).flatMap(check);
  },
  envoy: () => {
    const check = customResource('envoy-mcproutes.crd.yaml');
    return (content) => check(yaml(content));
  },
  // The file for the command line and the resource for the cluster hold the same configuration.
  toolhive: () => {
    const check = customResource('toolhive-mcpauthzconfigs.crd.yaml');
    return (content) => {
      const { type, cedar } = yaml(content);
      return check({ apiVersion: 'toolhive.stacklok.dev/v1beta1', kind: 'MCPAuthzConfig', metadata: { name: 'policy' }, spec: { type, config: cedar } });
    };
  },
  kong: () => {
    const declarative = jsonSchema('kong.schema.json');
    const plugin = compiled(new Ajv2020(options), closed(JSON.parse(text('kong-ai-mcp-proxy.schema.json'))));
    // The declarative schema leaves a plugin's own configuration open; the plugin's schema says what goes into it.
    return (content) => [...declarative(yaml(content)), ...(yaml(content).plugins ?? []).flatMap(({ config }) => plugin({ config }))];
  },
};

const ready = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { id, format, content } = JSON.parse(line);
  if (!ready.has(format)) ready.set(format, formats[format]());
  let errors;
  try {
    errors = ready.get(format)(content);
  } catch (error) {
    errors = [String(error?.message ?? error)];
  }
  console.log(JSON.stringify({ id, errors }));
}
