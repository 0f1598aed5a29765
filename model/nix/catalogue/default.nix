# A first catalogue: kinds, an application, an environment and a front for operators.
{
  imports = [
    ./resources/login-shell.nix
    ./resources/machine.nix
    ./applications/hello.nix
    ./environments/single-machine.nix
    ./operator.nix
  ];
}
