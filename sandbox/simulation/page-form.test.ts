import { describe, expect, it } from "vitest";
import { readForms, readLinks } from "./page-form";

describe("reading pages and mails as a browser would", () => {
  it("sends hidden, prefilled and preselected fields, and knows the buttons", () => {
    const [form] = readForms(`
      <script>document.write("<form></form>")</script>
      <form method="post" action="/r/abc?x=1&amp;y=2">
        <input type="hidden" name="token" value="a&quot;b">
        <label><input type="radio" name="rating" value="8"> 8</label>
        <label><input type="radio" name="rating" value="9" checked=""/> 9</label>
        <input type="checkbox" name="mayContact">
        <textarea name="comment">so &lt; far</textarea>
        <input name="off" value="1" disabled>
        <button type="submit" name="intent" value="send">Send</button>
      </form>`);
    expect(form).toEqual({
      method: "post",
      action: "/r/abc?x=1&y=2",
      fields: [
        ["token", 'a"b'],
        ["rating", "9"],
        ["comment", "so < far"],
      ],
      buttons: [["intent", "send"]],
      choices: new Map([
        ["rating", ["8", "9"]],
        ["mayContact", ["on"]],
      ]),
      writable: new Set(["comment"]),
    });
  });

  it("finds no form on a page without one", () => {
    expect(readForms("<p>This link has expired.</p>")).toEqual([]);
  });

  it("lists a mail's links once each, in order, without mail addresses", () => {
    const mail = `<a href="https://shop.example/d/t?choice=wait&amp;l=it">Aspetto</a> <a href='mailto:ciao@shop.example'>Mail</a>
      <a class="x" href="https://shop.example/u/t">Stop</a> <a href="https://shop.example/u/t">Stop</a>`;
    expect(readLinks(mail)).toEqual([
      "https://shop.example/d/t?choice=wait&l=it",
      "https://shop.example/u/t",
    ]);
  });
});
