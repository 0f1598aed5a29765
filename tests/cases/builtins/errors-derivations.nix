# What builtins of derivations refuse: each member by itself, its headline in the file beside this one.
{
  derivation-attribute-name-missing = derivation {};
  derivation-expected-a-string-but-found-an-integer = derivation { name = 1; };
  derivation-required-attribute-builder-missing = derivation { name = "a"; };
  derivation-required-attribute-system-missing = derivation { name = "a"; builder = "x"; };
  derivation-expected-a-set-but-found-an-integer = derivation 1;
  derivation-builtins-head-called-on-an-empty-list = derivation { name = "a"; system = "x"; builder = "y"; outputs = []; };
  derivation-duplicate-derivation-output-out = derivation { name = "a"; system = "x"; builder = "y"; outputs = ["out" "out"]; };
  derivation-attribute-a-b-missing = derivation { name = "a"; system = "x"; builder = "y"; outputs = ["a b"]; };
  derivation-expected-a-list-but-found-a-string = derivation { name = "a"; system = "x"; builder = "y"; outputs = "out dev"; };
  derivation-expected-a-list-but-found-an-integer = derivation { name = "a"; system = "x"; builder = "y"; args = 1; };
  derivation-cannot-coerce-a-set-to-a-string = derivation { name = "a"; system = "x"; builder = "y"; args = [{}]; };
  derivation-derivation-names-are-allowed-to-end-in = derivation { name = "a.drv"; system = "x"; builder = "y"; };
  derivation-cannot-coerce-a-function-to-a-string = derivation { name = "a"; system = "x"; builder = "y"; foo = x: x; };
  derivation-invalid-derivation-name-name-a-b-contains = derivation { name = "a b"; system = "x"; builder = "y"; };
  derivation-hash-x-does-not-include-a-type = derivation { name = "a"; system = "x"; builder = "y"; outputHash = "x"; };
  derivation-hash-x-has-wrong-length-for-hash = derivation { name = "a"; system = "x"; builder = "y"; outputHash = "x"; outputHashAlgo="sha256"; };
  derivation-invalid-value-foo-for-outputhashmode-attribute = derivation { name = "a"; system = "x"; builder = "y"; outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; outputHashMode = "foo"; };
  derivation-multiple-outputs-are-not-supported-in-fixed = derivation { name = "a"; system = "x"; builder = "y"; outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; outputs = ["a" "b"]; };
  derivation-multiple-outputs-are-not-supported-in-fixed-2 = derivation { name = "a"; system = "x"; builder = "y"; outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; outputs = ["a"]; };
  derivation-experimental-nix-feature-ca-derivations-is-disabled = derivation { name = "a"; system = "x"; builder = "y"; __contentAddressed = true; };
  derivation-experimental-nix-feature-impure-derivations-is-disabled = derivation { name = "a"; system = "x"; builder = "y"; __impure = true; };
  derivation-expected-a-set-but-found-an-integer-2 = derivationStrict 1;
  derivation-x = (derivation { name = "a"; foo = throw "x"; }).foo;
  derivation-x-2 = (derivation { name = "a"; foo = throw "x"; system=1; builder=1; }).outPath;
}
