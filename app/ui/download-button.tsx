import { Button } from "@shopify/polaris";
import { useState } from "react";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/**
 * Fetches a file and hands it to the browser. A plain link would not do: inside the admin only fetch carries the
 * merchant's session.
 */
export function DownloadButton({ url, fileName, label }: { url: string; fileName: string; label: string }) {
  const say = useWords();
  const [isLoading, setIsLoading] = useState(false);
  const [failure, setFailure] = useState<object | null>(null);
  useToast(failure, failure ? say("download.failed") : null, { isError: true });
  const download = async () => {
    setIsLoading(true);
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`answer ${String(answer.status)}`);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      // Said to the merchant; there is nothing else to do about a network that is away.
      setFailure({});
    } finally {
      setIsLoading(false);
    }
  };
  return (
    <Button loading={isLoading} onClick={() => void download()}>
      {label}
    </Button>
  );
}
