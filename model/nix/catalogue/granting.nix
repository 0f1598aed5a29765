# How policies of the catalogue grant.
{ lib }:
{
  # For kinds of which each application is granted its own: `grant` is called with the
  # request's name, `<application>/<id>`, and what it says.
  one-at-a-time =
    kind: grant: requests:
    let
      names = builtins.attrNames requests.resources;
      name = builtins.head names;
    in
    if builtins.length names == 1 then
      grant name requests.resources.${name}.${kind}
    else
      throw "a policy for `${kind}` grants one request at a time, and was called with ${toString (builtins.length names)}: ${lib.concatStringsSep ", " names}";

  # The application that a request is from.
  application-of = request: builtins.head (lib.splitString "/" request);
}
