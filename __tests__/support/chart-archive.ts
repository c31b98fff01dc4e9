import { gzipSync } from "node:zlib";

const BLOCK = 512;

/** A chart's `.tgz` that holds a Chart.yaml and nothing that could be installed. */
export function chartArchive(version: string, name = "milvus"): Buffer {
  return tgz({ [`${name}/Chart.yaml`]: `apiVersion: v1\nname: ${name}\nversion: ${version}\n` });
}

/** An archive as `helm package` makes it. */
export function tgz(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const header = Buffer.alloc(BLOCK);
    header.write(path, 0);
    header.write("0000644", 100);
    header.write(Buffer.byteLength(text).toString(8).padStart(11, "0"), 124);
    header.write("0", 156);
    header.write("ustar", 257);
    // The sum is taken with spaces in its own place.
    header.fill(" ", 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / BLOCK) * BLOCK);
    content.write(text);
    return [header, content];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}
