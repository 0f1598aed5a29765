// The panel with the plan's picture. It follows what is saved while it is open.

import * as path from "node:path";
import * as vscode from "vscode";
import { activeFolder } from "../commands";
import { SCHEME } from "../embedded";
import type { Server } from "../server";
import { picture, type At, type Plan } from "./data";
import { page } from "./page";

export class PlanView {
  private panel: vscode.WebviewPanel | undefined;
  private folder: vscode.Uri | undefined;
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
    this.folder = activeFolder() ?? this.folder;
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel("fedic.plan", "Plan", vscode.ViewColumn.Beside, {
        enableScripts: true,
        retainContextWhenHidden: true,
        localResourceRoots: [vscode.Uri.joinPath(this.context.extensionUri, "media")],
      });
      this.panel.onDidDispose(() => (this.panel = undefined));
      this.panel.webview.onDidReceiveMessage((at: At) => open(at));
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
      const plan = await this.server.execute<Plan>("fedic.plan", this.folder?.toString());
      panel.webview.html = page(frame, plan === undefined ? "The server does not run." : picture(plan));
    } catch (error) {
      panel.webview.html = page(frame, error instanceof Error ? error.message : String(error));
    }
  }
}

/** Opens a place that a box stands for. */
async function open(at: At): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const uri = at.file.startsWith("/fedic/")
    ? vscode.Uri.from({ scheme: SCHEME, path: at.file.slice("/fedic".length) })
    : vscode.Uri.file(path.isAbsolute(at.file) ? at.file : path.join(folder, at.file));
  const position = new vscode.Position(at.line - 1, at.column - 1);
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(position, position),
    viewColumn: vscode.ViewColumn.One,
  });
}
