[ <nixpkgs/> <a//b> </a> ]
