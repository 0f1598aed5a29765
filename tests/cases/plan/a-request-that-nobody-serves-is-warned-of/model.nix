[
  ../../plan-parts/mailbox.nix
  ../../plan-parts/newsletter.nix
  {
    environments.idle = {
      resources.office.mailbox.domain = "example.org";
      implementation = _: { tf = { }; };
    };
  }
]
