# To JSON and back.
[
  (builtins.toJSON { b = 1; a = [ 1 2.5 null true "x\"\n\t\\é" ]; })
  (builtins.toJSON { outPath = "/o"; x = 1; })
  (builtins.toJSON { __toString = self: "s"; x = 1; })
  (builtins.toJSON [ ])
  (builtins.toJSON { })
  (builtins.toJSON (-1))
  (builtins.fromJSON "{\"a\": [1, 2.5, null, true, {\"b\": \"\\u00e9\\n\"}]}")
  (builtins.fromJSON "1")
  (builtins.fromJSON "-0")
  (builtins.fromJSON "1e2")
  (builtins.fromJSON " [ ] ")
  (builtins.fromJSON "\"\\ud834\\udd1e\"")
  (builtins.fromJSON "{\"a\":1,\"a\":2}")
  (builtins.fromJSON (builtins.readFile ./fixtures/data.json))
  (builtins.fromJSON "9223372036854775807")
]
