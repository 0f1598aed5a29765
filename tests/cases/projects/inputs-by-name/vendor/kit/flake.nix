{ outputs = { self, plain, nixops4 }: { greeting = "from the kit, with ${plain.lib.word}"; here = self.outPath; }; }
