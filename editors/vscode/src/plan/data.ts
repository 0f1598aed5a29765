// A deployment plan as the server gives it, as far as the picture needs it.

export interface At {
  file: string;
  line: number;
  column: number;
}

export interface Plan {
  /** The address of the project's folder. */
  folder: string;
  environment: string | null;
  applications: Record<string, { description: string; enabled: boolean; requests: string[] }>;
  requests: Record<
    string,
    {
      application: string;
      id: string;
      kind: string;
      at: At | null;
      candidates: Record<string, { at: At | null }>;
      granted: Record<string, { at: At | null }>;
    }
  >;
  machines: Record<string, { target: string; address?: string; requests: string[] }>;
}

/** A box of the picture. */
export interface Box {
  id: string;
  label: string;
  detail: string;
  /** Nothing is wanted of it, or nothing is given to it. */
  faint: boolean;
  at: At | null;
}

export interface Picture {
  environment: string | null;
  columns: { title: string; boxes: Box[] }[];
  /** From box to box, by their ids. */
  lines: [string, string][];
}

/** Applications → requests → offers → machines. */
export function picture(plan: Plan): Picture {
  const applications = Object.entries(plan.applications).map(([name, application]) => ({
    id: `application ${name}`,
    label: name,
    detail: application.enabled ? application.description : "not enabled",
    faint: !application.enabled,
    at: firstPlace(plan, name),
  }));
  const requests = Object.entries(plan.requests).map(([key, request]) => ({
    id: `request ${key}`,
    label: key,
    detail: request.kind,
    faint: Object.keys(request.granted).length === 0,
    at: request.at,
  }));
  const offers = new Map<string, Box>();
  for (const request of Object.values(plan.requests)) {
    for (const [name, offer] of Object.entries(request.candidates)) {
      const faint = !(name in request.granted) && (offers.get(name)?.faint ?? true);
      offers.set(name, { id: `offer ${name}`, label: name, detail: request.kind, faint, at: offer.at });
    }
  }
  const machines = Object.entries(plan.machines).map(([name, machine]) => ({
    id: `machine ${name}`,
    label: name,
    detail: machine.address ?? machine.target,
    faint: machine.requests.length === 0,
    at: null,
  }));
  return {
    environment: plan.environment,
    columns: [
      { title: "Applications", boxes: applications },
      { title: "Requests", boxes: requests },
      { title: "Offers", boxes: [...offers.values()].sort((one, other) => one.label.localeCompare(other.label)) },
      { title: "Machines", boxes: machines },
    ],
    lines: lines(plan),
  };
}

/** The plan does not say where an application is declared, but where it asks for something. */
function firstPlace(plan: Plan, application: string): At | null {
  return Object.values(plan.requests).find((request) => request.application === application)?.at ?? null;
}

function lines(plan: Plan): [string, string][] {
  const found = new Map<string, [string, string]>();
  const add = (from: string, to: string) => found.set(`${from}\n${to}`, [from, to]);
  for (const [key, request] of Object.entries(plan.requests)) {
    add(`application ${request.application}`, `request ${key}`);
    for (const offer of Object.keys(request.granted)) {
      add(`request ${key}`, `offer ${offer}`);
      for (const [machine, { requests }] of Object.entries(plan.machines)) {
        if (requests.includes(key)) {
          add(`offer ${offer}`, `machine ${machine}`);
        }
      }
    }
  }
  return [...found.values()];
}
