// Makes the weights that the preset mobilenet starts from: a safetensors file with the names of
// timm's mobilenetv2_100, from the model of the npm package nsfwjs. Needs Node.js and nothing else.
//
//   npm pack nsfwjs@4.4.0
//   node models/backbone/mobilenetv2.mjs nsfwjs-4.4.0.tgz mobilenetv2.safetensors
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { gunzipSync } from "node:zlib";

const SHA256 = "585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382";
const FOLDER = "package/dist/models/mobilenet_v2/";
// Keras adds 1e-3 to a batch norm's variance, PyTorch 1e-5: the difference goes into the variance.
const EPSILONS = 1e-3 - 1e-5;
// Of blocks with as many channels, from the first to the last; Keras counts through, timm does not.
const STAGES = [1, 2, 3, 4, 3, 3, 1];

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

function files(tar) {
  const found = new Map();
  for (let at = 0; tar[at] !== 0 && at < tar.length; ) {
    const text = (from, length) => tar.toString("latin1", at + from, at + from + length).split("\0")[0];
    const size = parseInt(text(124, 12), 8);
    found.set(text(345, 155) + text(0, 100), tar.subarray(at + 512, at + 512 + size));
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return found;
}

/** The package holds its data as scripts that export it. */
function exported(archive, name) {
  const script = archive.get(FOLDER + name) ?? fail(`${FOLDER}${name} is not in the package`);
  const module = { exports: {} };
  runInNewContext(script.toString("utf8"), { module, exports: module.exports });
  return module.exports;
}

/** Keras's tensors by name: their shapes, and their numbers from the bytes that stand for them. */
function tensors(archive) {
  const model = exported(archive, "model.min.js");
  const shards = exported(archive, "group1-shard1of1.min.js");
  const bytes = Buffer.from(typeof shards === "string" ? shards : Object.values(shards)[0], "base64");
  const all = new Map();
  let at = 0;
  for (const { name, shape, quantization } of model.weightsManifest[0].weights) {
    if (quantization?.dtype !== "uint8") fail(`${name} is not stored as bytes`);
    const count = shape.reduce((product, side) => product * side, 1);
    const numbers = Float32Array.from(
      bytes.subarray(at, at + count), (byte) => byte * quantization.scale + quantization.min);
    all.set(name, { shape, numbers });
    at += count;
  }
  if (at !== bytes.length) fail(`the weights have ${bytes.length} bytes, not ${at}`);
  return all;
}

/** From [height, width, a, b] to [b, a, height, width], or [a, b, height, width] of each channel. */
function kernel({ shape: [height, width, a, b], numbers }, depthwise) {
  const turned = new Float32Array(numbers.length);
  const area = height * width;
  for (let i = 0; i < numbers.length; i++) {
    const pixel = Math.floor(i / (a * b));
    const row = depthwise ? i % (a * b) : (i % b) * a + (Math.floor(i / b) % a);
    turned[row * area + pixel] = numbers[i];
  }
  return { shape: depthwise ? [a, b, height, width] : [b, a, height, width], numbers: turned };
}

function renamed(keras) {
  const all = new Map();
  const unit = (from, fromNorm, to, toNorm) => {
    const depthwise = keras.has(from + "/depthwise_kernel");
    const weights = keras.get(from + (depthwise ? "/depthwise_kernel" : "/kernel"));
    all.set(to + ".weight", kernel(weights ?? fail(`${from} has no kernel`), depthwise));
    all.set(toNorm + ".weight", keras.get(fromNorm + "/gamma"));
    all.set(toNorm + ".bias", keras.get(fromNorm + "/beta"));
    all.set(toNorm + ".running_mean", keras.get(fromNorm + "/moving_mean"));
    const { shape, numbers } = keras.get(fromNorm + "/moving_variance");
    all.set(toNorm + ".running_var", { shape, numbers: numbers.map((v) => v + EPSILONS) });
  };
  unit("Conv1", "bn_Conv1", "conv_stem", "bn1");
  let block = 0;
  STAGES.forEach((blocks, stage) => {
    for (let j = 0; j < blocks; j++, block++) {
      const from = block === 0 ? "expanded_conv_" : `block_${block}_`;
      const to = `blocks.${stage}.${j}.`;
      const parts = block === 0
        ? [["depthwise", "conv_dw"], ["project", "conv_pw"]]
        : [["expand", "conv_pw"], ["depthwise", "conv_dw"], ["project", "conv_pwl"]];
      parts.forEach(([keras, timm], k) =>
        unit(from + keras, from + keras + "_BN", to + timm, to + "bn" + (k + 1)));
    }
  });
  unit("Conv_1", "Conv_1_bn", "conv_head", "bn2");
  return all;
}

function safetensors(all, metadata) {
  const header = { __metadata__: metadata };
  const parts = [];
  let at = 0;
  for (const [name, { shape, numbers }] of all) {
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    header[name] = { dtype: "F32", shape, data_offsets: [at, at + bytes.length] };
    parts.push(bytes);
    at += bytes.length;
  }
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(8 * Math.ceil(json.length / 8)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...parts]);
}

const [source, target] = process.argv.slice(2);
if (!target) fail("usage: node mobilenetv2.mjs nsfwjs-4.4.0.tgz TARGET.safetensors");
const bytes = readFileSync(source);
const found = createHash("sha256").update(bytes).digest("hex");
if (found !== SHA256) fail(`${source} has the SHA-256 ${found}, not ${SHA256}: fetch nsfwjs@4.4.0`);
const weights = safetensors(renamed(tensors(files(gunzipSync(bytes)))), {
  source: "nsfwjs 4.4.0, dist/models/mobilenet_v2",
  licence: "MIT, Copyright (c) 2019 Infinite Red, Inc.",
});
writeFileSync(target, weights);
console.log(`${target}: ${weights.length} bytes, SHA-256 ${createHash("sha256").update(weights).digest("hex")}`);
