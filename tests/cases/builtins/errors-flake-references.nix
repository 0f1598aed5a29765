# Flake references that are none, and those that want a feature.
let
  inherit (builtins) flakeRefToString parseFlakeRef;
in
{
  half-escape = parseFlakeRef "github:a%4/b";
  sign-is-no-digit = parseFlakeRef "github:a%+1b/c";
  in-path = parseFlakeRef "path:/a%zzb";
  in-query = parseFlakeRef "github:a/b?dir=%zz";
  in-query-of-path = parseFlakeRef "/a?dir=%4";
  two-lines = parseFlakeRef "a\nb";
  line-break-in-forge = parseFlakeRef "github:a/b\n";
  line-break-in-url = parseFlakeRef "http://a/b\n";
  line-break-in-query = parseFlakeRef "/a?b\n=c";
  feature-of-forges = parseFlakeRef "github:a/b";
  feature-of-paths = parseFlakeRef "/a\nb";
  feature-before-fragment = parseFlakeRef "a#b";
  feature-to-show = flakeRefToString { type = "path"; path = "/a"; };
  fragment = parseFlakeRef "https://a/b#c";
  signed-number = parseFlakeRef "path:/a?lastModified=-1";
  parameter = parseFlakeRef "path:/a?x=1";
  authority = parseFlakeRef "path://a";
  many-parts = parseFlakeRef "a/b/c/d";
  negative = flakeRefToString { type = "github"; owner = "a"; repo = "b"; lastModified = -1; };
  no-text = flakeRefToString { type = "git"; url = 1; };
  no-commit = flakeRefToString { type = "git"; url = "https://a/b"; rev = "1"; };
  letters-in-a-commit = parseFlakeRef "github:a/b?rev=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";
  short-commit = parseFlakeRef "github:a/b?rev=zz";
  of-a-flake = builtins.getFlake "a";
}
