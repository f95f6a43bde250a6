// The default theme with the fonts that a system has: the site fetches none.
import theme from "vitepress/theme-without-fonts";
import "./pages.css";

export default theme;
