# Escapes of flake references that are none.
let
  inherit (builtins) parseFlakeRef;
in
{
  half-escape = parseFlakeRef "github:a%4/b";
  sign-is-no-digit = parseFlakeRef "github:a%+1b/c";
  in-path = parseFlakeRef "path:/a%zzb";
  in-query = parseFlakeRef "github:a/b?dir=%zz";
  in-query-of-path = parseFlakeRef "/a?dir=%4";
}
