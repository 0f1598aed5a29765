// The panel with the plan's picture. It follows what is saved while it is open.

import * as path from "node:path";
import * as vscode from "vscode";
import { activeFile } from "../commands";
import { SCHEME } from "../embedded";
import type { Server } from "../server";
import { picture, type At, type Plan } from "./data";
import { page } from "./page";

export class PlanView {
  private panel: vscode.WebviewPanel | undefined;
  /** Of what a plan is asked for. */
  private file: vscode.Uri | undefined;
  /** The folder of the project whose plan is drawn. */
  private project: vscode.Uri | undefined;
  private readonly saved: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
  ) {
    this.saved = vscode.workspace.onDidSaveTextDocument(() => this.draw());
  }

  dispose(): void {
    this.saved.dispose();
    this.panel?.dispose();
  }

  async show(): Promise<void> {
    this.file = activeFile() ?? this.file;
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel("fedic.plan", "Plan", vscode.ViewColumn.Beside, {
        enableScripts: true,
        retainContextWhenHidden: true,
        localResourceRoots: [vscode.Uri.joinPath(this.context.extensionUri, "media")],
      });
      this.panel.onDidDispose(() => (this.panel = undefined));
      this.panel.webview.onDidReceiveMessage((at: At) => this.project && open(this.project, at));
    } else {
      this.panel.reveal();
    }
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { panel } = this;
    if (panel === undefined) {
      return;
    }
    const media = (name: string) =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.context.extensionUri, "media", name)).toString();
    const frame = { style: media("plan.css"), script: media("plan.js"), source: panel.webview.cspSource };
    try {
      const plan = await this.server.execute<Plan>("fedic.plan", this.file?.toString());
      this.project = plan && vscode.Uri.parse(plan.folder);
      panel.webview.html = page(frame, plan === undefined ? "The server does not run." : picture(plan));
    } catch (error) {
      panel.webview.html = page(frame, error instanceof Error ? error.message : String(error));
    }
  }
}

/** Opens a place that a box stands for; a file of the project is named from its folder. */
async function open(project: vscode.Uri, at: At): Promise<void> {
  const uri = at.file.startsWith("/fedic/")
    ? vscode.Uri.from({ scheme: SCHEME, path: at.file.slice("/fedic".length) })
    : path.isAbsolute(at.file)
      ? vscode.Uri.file(at.file)
      : vscode.Uri.joinPath(project, at.file);
  const position = new vscode.Position(at.line - 1, at.column - 1);
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(position, position),
    viewColumn: vscode.ViewColumn.One,
  });
}
