# Each member fails in its own way.
{
  e01 = "${1}";
  e02 = "${{}}";
  e03 = toString {};
  e04 = "${/nonexist}";
  e05 = let x = builtins.listToAttrs (map (n: { name = "a${toString n}"; value = n; }) (builtins.genList (x: x) 40)); in builtins.deepSeq x (x 1);
  e06 = { a = 1; }."${"b"}";
  e07 = "${null}";
  e08 = "${true}";
  e09 = "${1.5}";
  e10 = "${[ ]}";
  e11 = "${[ "a" ]}";
  e12 = "${x: x}";
  e13 = "${map}";
  e14 = "${{ __toString = self: 1; }}";
  e15 = "${{ __toString = 1; }}";
  e16 = "${{ outPath = 1; }}";
  e17 = toString (x: x);
}
