# References that are read without a feature.
let
  inherit (builtins) parseFlakeRef;
in
{
  number = parseFlakeRef "https://a/b.tar.gz?lastModified=12";
  signed-number = parseFlakeRef "https://a/b.tar.gz?lastModified=-1";
  large-number = parseFlakeRef "https://a/b.tar.gz?revCount=18446744073709551615";
  too-large-number = parseFlakeRef "https://a/b.tar.gz?revCount=18446744073709551616";
}
