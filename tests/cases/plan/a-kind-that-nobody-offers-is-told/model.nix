[
  ../../plan-parts/mailbox.nix
  ../../plan-parts/newsletter.nix
  {
    environments.empty.implementation = _: { tf = { }; };
  }
]
