// The server's process and the connection to it.

import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { program } from "./program";

/**
 * What the server is told: what is set, but for what VS Code alone decides. A folder that is not
 * trusted can set anything that has no restriction, its own trust as well.
 */
function settings(said: unknown): object {
  return {
    ...(typeof said === "object" && said),
    trusted: vscode.workspace.isTrusted,
    // Who asks for diagnostics is not told of the syntax first.
    pullDiagnostics: false,
  };
}

export class Server {
  readonly output = vscode.window.createOutputChannel("fedic", { log: true });
  private client: LanguageClient | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.output,
      vscode.workspace.onDidChangeConfiguration(async (change) => {
        if (change.affectsConfiguration("fedic.path")) {
          await this.restart();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
    );
  }

  async start(): Promise<void> {
    const command = program(this.context);
    const run = { command, args: ["lsp"] };
    const options: ServerOptions = { run, debug: run };
    this.client = new LanguageClient("fedic", "fedic", options, this.clientOptions());
    try {
      await this.client.start();
    } catch (error) {
      this.client = undefined;
      await this.cannotStart(command, error);
    }
  }

  async stop(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client?.state === State.Running) {
      await client.stop();
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The server's answer to a request, or `undefined` where it does not run. */
  async ask<Answer>(method: string, params: unknown): Promise<Answer | undefined> {
    return this.client?.state === State.Running ? await this.client.sendRequest<Answer>(method, params) : undefined;
  }

  /** What one of the server's own commands answers. */
  async execute<Answer>(command: string, ...args: unknown[]): Promise<Answer | undefined> {
    return this.ask<Answer>("workspace/executeCommand", { command, arguments: args });
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "nix" },
        { scheme: "untitled", language: "nix" },
        { scheme: "file", language: "json" },
        { scheme: "file", pattern: "**/fedic.toml" },
      ],
      outputChannel: this.output,
      initializationOptions: settings(vscode.workspace.getConfiguration("fedic")),
      middleware: {
        workspace: {
          configuration: async (params, token, next) => {
            const said = await next(params, token);
            return Array.isArray(said) ? said.map((it: unknown) => settings(it)) : said;
          },
        },
      },
    };
  }

  private async cannotStart(command: string, error: unknown): Promise<void> {
    this.output.error(error instanceof Error ? error : String(error));
    const choose = "Choose the Program…";
    const show = "Show Output";
    const chosen = await vscode.window.showErrorMessage(
      `fedic could not be started as \`${command}\`. Install it, or set \`fedic.path\`.`,
      choose,
      show,
    );
    if (chosen === choose) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "fedic.path");
    } else if (chosen === show) {
      this.output.show();
    }
  }
}
