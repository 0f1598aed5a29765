# To XML.
builtins.toXML { a = 1; b = [ "x<&\">" null true ]; c = { d = 1.5; }; f = { x, y ? 1 }: x; g = x: x; p = /p; }
