/* The parts of three that the city uses. Packed into ../vendor/three-city.mjs by hatch_build.py; never loaded as it is. */
export {
  BackSide, BufferAttribute, BufferGeometry, Color, DataArrayTexture, DataTexture, DirectionalLight, DoubleSide, Fog,
  HemisphereLight, IcosahedronGeometry, InstancedBufferAttribute, InstancedBufferGeometry, IntType, LinearFilter, Matrix4, Mesh,
  MeshLambertMaterial, NeutralToneMapping, NearestFilter, Object3D, OneFactor, PCFShadowMap, PerspectiveCamera, PlaneGeometry,
  Points, RGBAIntegerFormat, RedIntegerFormat, Scene, ShaderMaterial, ShapeUtils, SphereGeometry, UnsignedByteType, Vector2,
  Vector3, Vector4, WebGLRenderTarget, WebGLRenderer, CustomBlending, AddEquation, HalfFloatType, OrthographicCamera,
} from "three";
export { OrbitControls } from "three/addons/controls/OrbitControls.js";
