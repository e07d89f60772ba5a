package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Where the next page of an API is. */
@UriParams
public class PaginatorConfiguration {
    @UriParam(
            enums = "auto,single_page,json_link,header_link,cursor,header_cursor,offset,page_number",
            defaultValue = "auto",
            description = "How pages follow each other; auto finds it out from the first answer")
    private PaginatorKind paginator = PaginatorKind.AUTO;

    @UriParam(defaultValue = "page", description = "Name of the parameter of the page number")
    private String pageParam = "page";

    @UriParam(
            description =
                    "Where the body of a POST has the page number, such as $.paging.page, in the place of a parameter")
    private String pageBodyPath = "";

    @UriParam(defaultValue = "0", description = "Number of the first page")
    private int basePage = 0;

    @UriParam(description = "Highest page number that is asked for; no limit unless said")
    private int maximumPage = -1;

    @UriParam(
            description = "Where a response has the number of pages, or of records for an offset; it is not"
                    + " looked for unless said")
    private String totalPath = "";

    @UriParam(
            description = "Where a response says, by true or false, whether there is more; it is not looked for"
                    + " unless said")
    private String hasMorePath = "";

    @UriParam(
            defaultValue = "true",
            description = "Whether a page without records is the last; of paginator cursor only where it is said")
    private boolean stopAfterEmptyPage = true;

    @UriParam(
            defaultValue = "$.next",
            description = "Where a response has the address of the next page; none there is the end")
    private String nextPath = "$.next";

    @UriParam(defaultValue = "next", description = "Relation of the next page in the response's Link header")
    private String linkRelation = "next";

    @UriParam(
            defaultValue = "$.cursors.next",
            description = "Where a response has the token of the next page; none there is the end")
    private String cursorPath = "$.cursors.next";

    @UriParam(defaultValue = "next", description = "Name of the response's header with the token of the next page")
    private String cursorHeader = "next";

    @UriParam(defaultValue = "cursor", description = "Name of the parameter that takes the token of the next page")
    private String cursorParam = "cursor";

    @UriParam(description = "Where the body of a POST has the token, such as $.after, in the place of a parameter")
    private String cursorBodyPath = "";

    @UriParam(defaultValue = "0", description = "Number of records to begin after")
    private int offset = 0;

    @UriParam(defaultValue = "offset", description = "Name of the parameter of the offset")
    private String offsetParam = "offset";

    @UriParam(
            description =
                    "Where the body of a POST has the offset, such as $.paging.offset, in the place of a parameter")
    private String offsetBodyPath = "";

    @UriParam(description = "Records a page, for paginator offset, which needs it")
    private int limit = 0;

    @UriParam(defaultValue = "limit", description = "Name of the parameter of the limit")
    private String limitParam = "limit";

    @UriParam(
            description = "Where the body of a POST has the limit, such as $.paging.limit, in the place of a parameter")
    private String limitBodyPath = "";

    @UriParam(description = "Highest offset that is asked for; no limit unless said")
    private int maximumOffset = -1;

    public PaginatorKind getPaginator() {
        return paginator;
    }

    public void setPaginator(PaginatorKind paginator) {
        this.paginator = paginator;
    }

    public String getPageBodyPath() {
        return pageBodyPath;
    }

    public void setPageBodyPath(String pageBodyPath) {
        this.pageBodyPath = pageBodyPath;
    }

    public String getPageParam() {
        return pageParam;
    }

    public void setPageParam(String pageParam) {
        this.pageParam = pageParam;
    }

    public int getBasePage() {
        return basePage;
    }

    public void setBasePage(int basePage) {
        this.basePage = basePage;
    }

    public int getMaximumPage() {
        return maximumPage;
    }

    public void setMaximumPage(int maximumPage) {
        this.maximumPage = maximumPage;
    }

    public String getTotalPath() {
        return totalPath;
    }

    public void setTotalPath(String totalPath) {
        this.totalPath = totalPath;
    }

    public String getHasMorePath() {
        return hasMorePath;
    }

    public void setHasMorePath(String hasMorePath) {
        this.hasMorePath = hasMorePath;
    }

    public boolean isStopAfterEmptyPage() {
        return stopAfterEmptyPage;
    }

    public void setStopAfterEmptyPage(boolean stopAfterEmptyPage) {
        this.stopAfterEmptyPage = stopAfterEmptyPage;
    }

    public String getNextPath() {
        return nextPath;
    }

    public void setNextPath(String nextPath) {
        this.nextPath = nextPath;
    }

    public String getLinkRelation() {
        return linkRelation;
    }

    public void setLinkRelation(String linkRelation) {
        this.linkRelation = linkRelation;
    }

    public String getCursorPath() {
        return cursorPath;
    }

    public void setCursorPath(String cursorPath) {
        this.cursorPath = cursorPath;
    }

    public String getCursorHeader() {
        return cursorHeader;
    }

    public void setCursorHeader(String cursorHeader) {
        this.cursorHeader = cursorHeader;
    }

    public String getCursorBodyPath() {
        return cursorBodyPath;
    }

    public void setCursorBodyPath(String cursorBodyPath) {
        this.cursorBodyPath = cursorBodyPath;
    }

    public String getCursorParam() {
        return cursorParam;
    }

    public void setCursorParam(String cursorParam) {
        this.cursorParam = cursorParam;
    }

    public int getOffset() {
        return offset;
    }

    public void setOffset(int offset) {
        this.offset = offset;
    }

    public String getOffsetBodyPath() {
        return offsetBodyPath;
    }

    public void setOffsetBodyPath(String offsetBodyPath) {
        this.offsetBodyPath = offsetBodyPath;
    }

    public String getOffsetParam() {
        return offsetParam;
    }

    public void setOffsetParam(String offsetParam) {
        this.offsetParam = offsetParam;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public String getLimitBodyPath() {
        return limitBodyPath;
    }

    public void setLimitBodyPath(String limitBodyPath) {
        this.limitBodyPath = limitBodyPath;
    }

    public String getLimitParam() {
        return limitParam;
    }

    public void setLimitParam(String limitParam) {
        this.limitParam = limitParam;
    }

    public int getMaximumOffset() {
        return maximumOffset;
    }

    public void setMaximumOffset(int maximumOffset) {
        this.maximumOffset = maximumOffset;
    }
}
