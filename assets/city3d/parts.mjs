/* The parts of three that the city uses. Packed into ../vendor/three-city.mjs by hatch_build.py; never loaded as it is. */
export {
  AddEquation, AdditiveBlending, BackSide, BasicShadowMap, BoxGeometry, BufferAttribute, BufferGeometry, Color, CustomBlending, DataArrayTexture,
  DataTexture, DirectionalLight, DoubleSide, Fog, HemisphereLight, IcosahedronGeometry, InstancedBufferAttribute,
  InstancedBufferGeometry, InstancedMesh, IntType, LinearFilter, LinearMipmapLinearFilter, Matrix4, Mesh, MeshLambertMaterial,
  NearestFilter, NeutralToneMapping, NormalBlending, NotEqualStencilFunc, OneFactor, OrthographicCamera, PCFShadowMap, PerspectiveCamera, Points,
  Quaternion, RGBAIntegerFormat, RedIntegerFormat, ReplaceStencilOp, Scene, ShaderMaterial, ShapeUtils, SphereGeometry, UnsignedByteType, Vector2,
  Vector3, Vector4, WebGLRenderTarget, WebGLRenderer,
} from "three";
export { OrbitControls } from "three/addons/controls/OrbitControls.js";
