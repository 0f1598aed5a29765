{
  imports = [
    ./applications/forum.nix
    ./environments/home.nix
    ./resources/database.nix
    ./resources/machine.nix
  ];
}
