import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { PostView } from "../posts/PostView";
import styles from "../posts/post.module.css";

export function PostPage() {
  const { postId } = useParams({ strict: false }) as { postId: string };
  const { moment } = useSearch({ strict: false }) as { moment?: string };
  const navigate = useNavigate();
  const { history } = useRouter();
  const back = () => (history.length > 1 ? history.back() : void navigate({ to: "/inbox/$list", params: { list: "owed" } }));
  return <main id="main" tabIndex={-1} className={styles.page}><PostView key={postId + (moment ?? "")} id={postId} moment={moment} onBack={back} /></main>;
}
