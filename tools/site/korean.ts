// The words of the site itself on pages in Korean.

export const korean = {
  theme: {
    outline: { label: "이 페이지의 내용", level: [2, 3] },
    docFooter: { prev: "이전", next: "다음" },
    sidebarMenuLabel: "메뉴",
    returnToTopLabel: "맨 위로",
    langMenuLabel: "언어",
    darkModeSwitchLabel: "화면 모드",
    darkModeSwitchTitle: "어두운 화면으로",
    lightModeSwitchTitle: "밝은 화면으로",
    skipToContentLabel: "본문으로 건너뛰기",
    notFound: { title: "페이지를 찾을 수 없습니다", quote: "주소를 확인해 주세요.", linkText: "처음으로" },
  },
  search: {
    button: { buttonText: "검색", buttonAriaLabel: "검색" },
    modal: {
      displayDetails: "자세히 보기",
      resetButtonTitle: "지우기",
      backButtonTitle: "닫기",
      noResultsText: "검색 결과가 없습니다:",
      footer: { selectText: "선택", navigateText: "이동", closeText: "닫기" },
    },
  },
};
