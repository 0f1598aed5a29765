{ inherit lib.types; x.y }
