/** An S3-compatible server as a process that can be killed: node s3.mjs FOLDER PORT BUCKET */
import S3rver from 's3rver';

const [directory, port, bucket] = process.argv.slice(2);
await new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  silent: true,
  directory,
  configureBuckets: [{ name: bucket, configs: [] }],
}).run();
console.log('ready');
