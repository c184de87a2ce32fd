// Validates the JSON on standard input against the JSON Schema (2020-12) in the file that is named; prints what is wrong.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
if (!validate(JSON.parse(readFileSync(0, 'utf8')))) {
  for (const error of validate.errors.slice(0, 10)) console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
