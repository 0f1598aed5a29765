# The names that there are.
builtins.attrNames builtins
