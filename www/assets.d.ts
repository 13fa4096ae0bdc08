// What Vite makes of imports that are not modules.
declare module "*?url" {
  const url: string;
  export default url;
}
declare module "*?worker" {
  const Script: new () => Worker;
  export default Script;
}
declare module "*.css" {}
