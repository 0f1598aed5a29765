{ a ? 1, b ? "b" }: { inherit a b; c = [ a b ]; }
