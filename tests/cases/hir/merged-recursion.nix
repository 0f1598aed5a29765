{ a = rec { b = 1; }; a = { c = b; }; d = { b = 1; }; d = rec { c = b; }; }
