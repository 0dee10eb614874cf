// draco3d: encodes a mesh of a few hundred thousand faces, and decodes it and the package's bunny.
import fs from 'node:fs';
import { digest, file_of, load_common, random_numbers, show, show_memory } from './support.mjs';

const kSide = 500;

const [decoder_module, encoder_module] = await Promise.all([
  load_common('draco_decoder_nodejs.js')({}), load_common('draco_encoder_nodejs.js')({})]);

function encode(side) {
  const { Encoder, MeshBuilder, Mesh, DracoInt8Array } = encoder_module;
  const random = random_numbers(side);
  const positions = new Float32Array(3 * side * side).map((_, i) => (i % 3 === 2 ? random() : Math.floor(i / 3) % side));
  const faces = new Uint32Array(6 * (side - 1) * (side - 1));
  for (let y = 0, at = 0; y + 1 < side; y++) {
    for (let x = 0; x + 1 < side; x++, at += 6) {
      const corner = y * side + x;
      faces.set([corner, corner + 1, corner + side, corner + 1, corner + side + 1, corner + side], at);
    }
  }
  const [encoder, builder, mesh, bytes] = [new Encoder(), new MeshBuilder(), new Mesh(), new DracoInt8Array()];
  builder.AddFacesToMesh(mesh, faces.length / 3, faces);
  builder.AddFloatAttributeToMesh(mesh, encoder_module.POSITION, side * side, 3, positions);
  encoder.SetSpeedOptions(5, 5);
  encoder.SetAttributeQuantization(encoder_module.POSITION, 14);
  encoder.SetEncodingMethod(encoder_module.MESH_EDGEBREAKER_ENCODING);
  const length = encoder.EncodeMeshToDracoBuffer(mesh, bytes);
  const result = Int8Array.from({ length }, (_, i) => bytes.GetValue(i));
  show('encoded', [length, digest(result)]);
  for (const object of [encoder, builder, mesh, bytes]) encoder_module.destroy(object);
  return result;
}

function decode(title, bytes) {
  const { Decoder, DecoderBuffer, Mesh, DracoFloat32Array, POSITION } = decoder_module;
  const [decoder, buffer, mesh, values] = [new Decoder(), new DecoderBuffer(), new Mesh(), new DracoFloat32Array()];
  buffer.Init(bytes, bytes.length);
  show(`${title} type`, decoder.GetEncodedGeometryType(buffer) === decoder_module.TRIANGULAR_MESH);
  show(`${title} status`, decoder.DecodeBufferToMesh(buffer, mesh).error_msg());
  show(`${title} size`, [mesh.num_faces(), mesh.num_points()]);
  const attribute = decoder.GetAttribute(mesh, decoder.GetAttributeId(mesh, POSITION));
  decoder.GetAttributeFloatForAllPoints(mesh, attribute, values);
  show(`${title} positions`, digest(Float32Array.from({ length: values.size() }, (_, i) => values.GetValue(i))));
  const bytes_of_faces = mesh.num_faces() * 12;
  const pointer = decoder_module._malloc(bytes_of_faces);
  show(`${title} indices`, decoder.GetTrianglesUInt32Array(mesh, bytes_of_faces, pointer));
  decoder_module._free(pointer);
  for (const object of [decoder, buffer, mesh, values]) decoder_module.destroy(object);
}

show_memory('at first');
decode('mesh', encode(kSide));
decode('bunny', new Int8Array(fs.readFileSync(file_of('bunny.drc'))));
show('broken', new decoder_module.Decoder().DecodeBufferToMesh(new decoder_module.DecoderBuffer(), new decoder_module.Mesh()).error_msg());
show_memory('at last');
