# What can be deployed, and where: modules for the data model that fedic brings along.
[
  # A kind of thing that applications ask for. `fedic` has more of them in its catalogue.
  <fedic/catalogue/resources/machine.nix>

  ./applications/starter.nix
  ./environments/production.nix
]
